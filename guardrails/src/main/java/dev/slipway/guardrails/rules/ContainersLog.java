package dev.slipway.guardrails.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ContainersLog extends Guardrail {

    ContainersLog() {
        super(
                Severity.MEDIUM,
                "A container sends its log to CloudWatch, or to the log router of its task",
                "write a logConfiguration",
                "ECS.9");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> !logs(container.json().path("logConfiguration")))
                .map(container ->
                        violation(container.task(), "container %s: it has no log".formatted(container.name())));
    }

    private static boolean logs(JsonNode log) {
        var driver = log.path("logDriver").asText();
        return driver.equals("awsfirelens")
                || (driver.equals("awslogs")
                        && !log.path("options").path("awslogs-group").asText().isEmpty());
    }
}
