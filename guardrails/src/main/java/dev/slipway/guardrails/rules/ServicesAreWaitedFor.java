package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesAreWaitedFor extends Guardrail {

    ServicesAreWaitedFor() {
        super(Severity.LOW, "A deployment ends when the service runs its tasks", "set waitForSteadyState to true");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.SERVICE, "waitForSteadyState", Values.TRUE);
    }
}
