package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Containers.Container;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ContainersDoNotRunAsRoot extends Guardrail {

    ContainersDoNotRunAsRoot() {
        super(
                Severity.HIGH,
                "A container of an image of the estate runs as a numbered user, and none as root unless it is the log router",
                "set user to the id of a user and group",
                "CT.ECS.PR.3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> !container.isLogRouter() && isRoot(container))
                .map(container ->
                        violation(container.task(), "container %s: it runs as root".formatted(container.name())));
    }

    private static boolean isRoot(Container container) {
        var user = container.json().path("user").asText();
        return container.isOwn() ? !user.matches("[1-9]\\d*(:[1-9]\\d*)?") : user.matches("(0|root)(:.*)?");
    }
}
