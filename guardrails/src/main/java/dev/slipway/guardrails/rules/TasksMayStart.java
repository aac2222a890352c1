package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TasksMayStart extends Guardrail {

    TasksMayStart() {
        super(
                Severity.MEDIUM,
                "The role that starts a task may pull its image, write its log and read its secrets",
                "add the policy to the execution role");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .flatMap(container -> Containers.needed(container).stream()
                        .filter(action -> Policies.ofRole(plan, container.task(), "executionRoleArn")
                                .noneMatch(statement -> statement.actions().contains(action)))
                        .map(action -> violation(container.task(), "its execution role may not " + action)))
                .distinct();
    }
}
