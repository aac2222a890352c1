package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FormerRevisionsStay extends Guardrail {

    FormerRevisionsStay() {
        super(
                Severity.MEDIUM,
                "The former revision of a task definition stays active, so that a rollback can start its tasks",
                "set skipDestroy to true");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.TASK, "skipDestroy", Values.TRUE);
    }
}
