package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Set;
import java.util.stream.Stream;

final class RolesAreCreatedWithABoundary extends Guardrail {

    RolesAreCreatedWithABoundary() {
        super(
                Severity.HIGH,
                "Whoever may create roles or change their policies has to set a permissions boundary",
                "write a condition on iam:PermissionsBoundary",
                "CKV_AWS_286");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement ->
                        statement.allows() && statement.actions().stream().anyMatch(ESCALATIONS::contains))
                .filter(statement -> statement
                                .condition("StringEquals", "iam:PermissionsBoundary")
                                .isEmpty()
                        || statement.resources().contains("*"))
                .map(statement -> violation(statement.resource(), "it may give a role rights without a boundary"));
    }

    private static final Set<String> ESCALATIONS = Set.of(
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy");
}
