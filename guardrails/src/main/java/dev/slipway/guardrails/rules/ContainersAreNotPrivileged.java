package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ContainersAreNotPrivileged extends Guardrail {

    ContainersAreNotPrivileged() {
        super(Severity.HIGH, "No container has the rights of its host", "delete privileged", "ECS.4", "CKV_AWS_334");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> container.json().path("privileged").asBoolean())
                .map(container ->
                        violation(container.task(), "container %s: privileged is true".formatted(container.name())));
    }
}
