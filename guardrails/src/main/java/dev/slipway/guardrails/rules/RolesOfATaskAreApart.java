package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesOfATaskAreApart extends Guardrail {

    RolesOfATaskAreApart() {
        super(
                Severity.MEDIUM,
                "The role that starts a task is not the role of the task",
                "create a role for each",
                "CKV_AWS_249");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TASK)
                .filter(task -> task.value("executionRoleArn").isEmpty()
                        || task.value("taskRoleArn").isEmpty()
                        || task.value("executionRoleArn").equals(task.value("taskRoleArn")))
                .map(task -> violation(task, "it does not have two roles"));
    }
}
