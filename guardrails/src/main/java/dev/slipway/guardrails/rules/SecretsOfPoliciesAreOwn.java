package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SecretsOfPoliciesAreOwn extends Guardrail {

    SecretsOfPoliciesAreOwn() {
        super(
                Severity.HIGH,
                "A policy that reads secrets, parameters, objects or keys names the project, a condition, or one resource",
                "write the ARN of the resource, or a condition on its tags");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement -> statement.allows() && !statement.hasConditions())
                .filter(statement -> statement.actions().stream()
                        .anyMatch(action ->
                                action.matches("(secretsmanager|ssm):Get.*|kms:.*|s3:(Get|Put|Delete)Object")))
                .flatMap(statement -> statement.resources().stream()
                        .filter(resource -> resource.matches("arn:[^:]*:[^:]*:[^:]*:[^:]*:([a-z]+[/:])?/?\\*"))
                        .map(resource -> violation(statement.resource(), "it reads " + resource)));
    }
}
