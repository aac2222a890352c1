package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class NetworksSpanZones extends Guardrail {

    NetworksSpanZones() {
        super(
                Severity.MEDIUM,
                "Load balancers, services and databases use two zones or more",
                "list a subnet of each zone",
                "ELB.13");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return SUBNETS.entrySet().stream()
                .flatMap(uses -> created(plan, uses.getKey())
                        .filter(use ->
                                Subnets.of(use, uses.getValue()).distinct().count() < 2)
                        .map(use -> violation(use, "it has fewer than two subnets")));
    }

    private static final Map<String, String> SUBNETS = Map.of(
            Types.LOAD_BALANCER, "subnets",
            Types.SCHEDULE, "target.ecsParameters.networkConfiguration.subnets",
            Types.SERVICE, "networkConfiguration.subnets",
            Types.SUBNET_GROUP, "subnetIds");
}
