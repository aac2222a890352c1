package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TasksHaveANetworkOfTheirOwn extends Guardrail {

    TasksHaveANetworkOfTheirOwn() {
        super(Severity.HIGH, "A task has a network interface of its own", "set networkMode to awsvpc", "CT.ECS.PR.4");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.TASK, "networkMode", Values.is("awsvpc"));
    }
}
