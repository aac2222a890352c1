package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesArePassedToServices extends Guardrail {

    RolesArePassedToServices() {
        super(
                Severity.HIGH,
                "A role may be passed to named services only",
                "write a condition on iam:PassedToService",
                "CKV_AWS_286");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement -> statement.allows() && statement.actions().contains("iam:PassRole"))
                .filter(statement -> statement
                                .condition("StringEquals", "iam:PassedToService")
                                .isEmpty()
                        || statement.resources().stream()
                                .anyMatch(role -> role.endsWith(":role/*") || role.equals("*")))
                .map(statement -> violation(statement.resource(), "it may pass any role, or to any service"));
    }
}
