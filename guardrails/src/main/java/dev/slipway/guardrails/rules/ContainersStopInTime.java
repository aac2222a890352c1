package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ContainersStopInTime extends Guardrail {

    ContainersStopInTime() {
        super(
                Severity.LOW,
                "A container has 30 seconds or more to finish its requests",
                "set stopTimeout to 30 to 120");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> !container.isLogRouter()
                        && !Values.between(30, 120)
                                .test(container.json().path("stopTimeout").asText()))
                .map(container -> violation(
                        container.task(), "container %s: stopTimeout is not 30 to 120".formatted(container.name())));
    }
}
