package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TargetsDrain extends Guardrail {

    TargetsDrain() {
        super(
                Severity.LOW,
                "A task that stops finishes its requests, and a deployment does not wait for minutes",
                "set deregistrationDelay to 5 to 120 seconds");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.TARGET_GROUP, "deregistrationDelay", Values.between(5, 120));
    }
}
