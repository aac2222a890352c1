package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class TasksRunOnFargate extends Guardrail {

    TasksRunOnFargate() {
        super(Severity.MEDIUM, "A task runs on Fargate", "set requiresCompatibilities to FARGATE");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TASK)
                .filter(task -> !task.list("requiresCompatibilities").equals(List.of("FARGATE")))
                .map(task -> finding(task, "requiresCompatibilities"));
    }
}
