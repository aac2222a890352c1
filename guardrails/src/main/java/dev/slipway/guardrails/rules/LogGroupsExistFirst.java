package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class LogGroupsExistFirst extends Guardrail {

    LogGroupsExistFirst() {
        super(
                Severity.LOW,
                "The logs of tasks go to a log group of the plan, with its retention",
                "create the log group");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var groups =
                created(plan, Types.LOG_GROUP).map(group -> group.text("name")).collect(Collectors.toSet());
        return Containers.all(plan)
                .flatMap(container -> Optional.of(container
                                .json()
                                .path("logConfiguration")
                                .path("options")
                                .path("awslogs-group")
                                .asText())
                        .filter(group -> !group.isEmpty() && !groups.contains(group))
                        .map(group -> violation(
                                container.task(),
                                "container %s: the log group %s is not in the plan".formatted(container.name(), group)))
                        .stream());
    }
}
