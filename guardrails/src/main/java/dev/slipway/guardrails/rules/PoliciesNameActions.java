package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class PoliciesNameActions extends Guardrail {

    PoliciesNameActions() {
        super(
                Severity.HIGH,
                "A policy names the actions that it allows; only actions that read may end in a wildcard",
                "list the actions",
                "IAM.1",
                "IAM.21",
                "IAM5",
                "CKV_AWS_62",
                "CKV_AWS_63",
                "CKV_AWS_274",
                "CKV_AWS_355");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(Statement::allows)
                .flatMap(statement -> statement.actions().stream()
                        .filter(action -> action.contains("*")
                                && !(Policies.reads(action) && action.matches("[a-z0-9-]+:[A-Z][A-Za-z]+\\*")))
                        .map(action -> violation(statement.resource(), "it allows " + action)));
    }
}
