package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TasksShareNoProcesses extends Guardrail {

    TasksShareNoProcesses() {
        super(Severity.HIGH, "A task does not see the processes of its host", "delete pidMode and ipcMode", "ECS.3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of("pidMode", "ipcMode")
                .flatMap(input -> created(plan, Types.TASK)
                        .filter(task ->
                                task.value(input).filter(Values.is("host")).isPresent())
                        .map(task -> finding(task, input)));
    }
}
