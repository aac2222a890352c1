package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class DataHasNoRouteOut extends Guardrail {

    DataHasNoRouteOut() {
        super(
                Severity.HIGH,
                "The subnets of databases and file systems have no route out of the VPC",
                "delete the route, or use the isolated subnets",
                "RDS.46",
                "EFS.6");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        created(plan, Types.SUBNET_GROUP)
                                .flatMap(group ->
                                        Subnets.of(group, "subnetIds").map(subnet -> Map.entry(group, subnet))),
                        created(plan, Types.MOUNT_TARGET)
                                .flatMap(
                                        mount -> Subnets.of(mount, "subnetId").map(subnet -> Map.entry(mount, subnet))))
                .filter(use -> Subnets.routes(plan, use.getValue()).findAny().isPresent())
                .map(use -> violation(use.getKey(), "the subnet %s has a route out".formatted(use.getValue())));
    }
}
