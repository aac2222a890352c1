package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Collectors;
import java.util.stream.Stream;

final class ContainersHaveAReadOnlyRoot extends Guardrail {

    ContainersHaveAReadOnlyRoot() {
        super(
                Severity.MEDIUM,
                "A container cannot change its root file system, unless it is the log router or ECS Exec needs it",
                "set readonlyRootFilesystem to true, and write to a volume",
                "ECS.5",
                "CKV_AWS_336");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var opened = created(plan, Types.SERVICE)
                .filter(service -> service.flag("enableExecuteCommand"))
                .map(service -> service.text("taskDefinition"))
                .collect(Collectors.toSet());
        return Containers.all(plan)
                .filter(container ->
                        !container.json().path("readonlyRootFilesystem").asBoolean())
                // FireLens and the agent of ECS Exec write to it.
                .filter(container -> !container.isLogRouter()
                        && !opened.contains(container.task().text("arn")))
                .map(container -> violation(
                        container.task(), "container %s: readonlyRootFilesystem is false".formatted(container.name())));
    }
}
