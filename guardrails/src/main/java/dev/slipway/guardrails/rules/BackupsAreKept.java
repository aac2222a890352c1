package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BackupsAreKept extends Guardrail {

    BackupsAreKept() {
        super(
                Severity.HIGH,
                "A backup plan runs every day and keeps its backups for seven days or more",
                "write a rule with a schedule and a lifecycle");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:backup/plan:Plan")
                .filter(each -> each.list("rules").isEmpty()
                        || each.value("rules[0].schedule").isEmpty()
                        || each.value("rules[0].lifecycle.deleteAfter")
                                .filter(Values.atLeast(7))
                                .isEmpty())
                .map(each -> finding(each, "rules"));
    }
}
