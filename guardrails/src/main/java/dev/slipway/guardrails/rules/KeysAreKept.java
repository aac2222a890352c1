package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class KeysAreKept extends Guardrail {

    KeysAreKept() {
        super(
                Severity.HIGH,
                "A key of KMS that is deleted can be restored for 30 days",
                "set deletionWindowInDays to 30",
                "KMS.3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.KEY)
                .filter(key -> key.value("deletionWindowInDays")
                        .filter(Values.atLeast(30))
                        .isEmpty())
                .map(key -> finding(key, "deletionWindowInDays"));
    }
}
