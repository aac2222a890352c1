package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesAreInTheirTargetGroups extends Guardrail {

    ServicesAreInTheirTargetGroups() {
        super(
                Severity.MEDIUM,
                "A target group has a service whose tasks register with it",
                "add the target group to loadBalancers of the service");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TARGET_GROUP)
                .filter(group -> created(plan, Types.SERVICE)
                        .flatMap(service -> service.list("loadBalancers").stream())
                        .noneMatch(link -> String.valueOf(link).contains(group.text("arn"))))
                .map(group -> violation(group, "no service registers its tasks with it"));
    }
}
