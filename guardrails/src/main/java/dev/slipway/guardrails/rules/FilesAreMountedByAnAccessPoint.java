package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class FilesAreMountedByAnAccessPoint extends Guardrail {

    FilesAreMountedByAnAccessPoint() {
        super(
                Severity.HIGH,
                "A role mounts one file system, by its access point",
                "write the ARN of the file system, and a condition on elasticfilesystem:AccessPointArn");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Map.of("aws:iam/rolePolicy:RolePolicy", "policy"))
                .filter(statement ->
                        statement.allows() && statement.actions().contains("elasticfilesystem:ClientMount"))
                .filter(statement -> statement
                                .condition("StringEquals", "elasticfilesystem:AccessPointArn")
                                .isEmpty()
                        || statement.resources().stream().anyMatch(files -> files.endsWith("*")))
                .map(statement -> violation(statement.resource(), "it mounts more than one access point"));
    }
}
