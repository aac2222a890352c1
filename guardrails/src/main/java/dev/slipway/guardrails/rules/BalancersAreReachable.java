package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BalancersAreReachable extends Guardrail {

    BalancersAreReachable() {
        super(
                Severity.MEDIUM,
                "A public load balancer is in subnets with a route to an internet gateway",
                "use the public subnets, and create the route");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LOAD_BALANCER)
                .filter(balancer -> !balancer.flag("internal"))
                .filter(balancer -> Subnets.of(balancer, "subnets")
                        .filter(subnet -> Subnets.isOwn(plan, subnet))
                        .anyMatch(subnet -> Subnets.routes(plan, subnet)
                                .noneMatch(route -> route.value("gatewayId").isPresent())))
                .map(balancer -> violation(balancer, "a subnet has no route to an internet gateway"));
    }
}
