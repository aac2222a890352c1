package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class TasksHaveNoRouteIn extends Guardrail {

    TasksHaveNoRouteIn() {
        super(
                Severity.HIGH,
                "The subnets of tasks have no route to an internet gateway",
                "use the private subnets",
                "ECS.2",
                "CKV_AWS_333");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        created(plan, Types.SERVICE)
                                .flatMap(service -> Subnets.of(service, "networkConfiguration.subnets")
                                        .map(subnet -> Map.entry(service, subnet))),
                        created(plan, Types.SCHEDULE)
                                .flatMap(job -> Subnets.of(job, "target.ecsParameters.networkConfiguration.subnets")
                                        .map(subnet -> Map.entry(job, subnet))))
                .filter(use -> Subnets.routes(plan, use.getValue())
                        .anyMatch(route -> route.value("gatewayId").isPresent()))
                .map(use -> violation(
                        use.getKey(), "the subnet %s has a route to an internet gateway".formatted(use.getValue())));
    }
}
