package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServiceRolesAreNamed extends Guardrail {

    ServiceRolesAreNamed() {
        super(
                Severity.MEDIUM,
                "Whoever may create service-linked roles may do so for named services",
                "write a condition on iam:AWSServiceName");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement -> statement.allows() && statement.actions().contains("iam:CreateServiceLinkedRole"))
                .filter(statement -> statement
                                .condition("StringEquals", "iam:AWSServiceName")
                                .isEmpty()
                        || statement.resources().contains("*"))
                .map(statement -> violation(statement.resource(), "it may create the role of any service"));
    }
}
