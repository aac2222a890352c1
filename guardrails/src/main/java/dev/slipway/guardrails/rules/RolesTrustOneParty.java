package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesTrustOneParty extends Guardrail {

    RolesTrustOneParty() {
        super(
                Severity.HIGH,
                "One AWS service or one OIDC provider may assume a role",
                "write a trust policy with one principal",
                "CKV_AWS_60",
                "CKV_AWS_61");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .filter(role -> Policies.statements(role, "assumeRolePolicy")
                                .filter(Statement::allows)
                                .findAny()
                                .isEmpty()
                        || Policies.statements(role, "assumeRolePolicy")
                                .filter(Statement::allows)
                                .anyMatch(statement -> statement.isPublic()
                                        || !statement.principals("AWS").isEmpty()
                                        || statement.principals("Service").size()
                                                        + statement
                                                                .principals("Federated")
                                                                .size()
                                                != 1
                                        || statement.actions().stream()
                                                .anyMatch(
                                                        action -> !action.matches("sts:AssumeRole(WithWebIdentity)?"))))
                .map(role -> violation(role, "its trust policy has other principals or actions"));
    }
}
