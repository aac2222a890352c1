package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class KeysAreUsedNarrowly extends Guardrail {

    KeysAreUsedNarrowly() {
        super(
                Severity.HIGH,
                "The policy of a key leaves it to the account, and lets AWS services encrypt and decrypt for it",
                "list the actions, with a condition on the account",
                "CKV_AWS_33");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.KEY)
                .flatMap(key -> Policies.statements(key, "policy"))
                .filter(Statement::allows)
                .filter(statement -> statement.isPublic()
                        || statement.actions().contains("*")
                        || (!statement.principals("Service").isEmpty()
                                && (statement.actions().contains("kms:*") || !statement.hasConditions())))
                .map(statement -> violation(
                        statement.resource(),
                        "its policy allows %s to %s"
                                .formatted(statement.actions(), statement.json().path("Principal"))));
    }
}
