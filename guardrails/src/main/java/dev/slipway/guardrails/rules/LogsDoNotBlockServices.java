package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class LogsDoNotBlockServices extends Guardrail {

    LogsDoNotBlockServices() {
        super(
                Severity.LOW,
                "A container does not wait for CloudWatch to take its log",
                "set the option mode to non-blocking");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> container
                                .json()
                                .path("logConfiguration")
                                .path("logDriver")
                                .asText()
                                .equals("awslogs")
                        && !container
                                .json()
                                .path("logConfiguration")
                                .path("options")
                                .path("mode")
                                .asText()
                                .equals("non-blocking"))
                .map(container ->
                        violation(container.task(), "container %s: its log is blocking".formatted(container.name())));
    }
}
