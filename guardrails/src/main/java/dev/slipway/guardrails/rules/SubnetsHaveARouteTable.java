package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SubnetsHaveARouteTable extends Guardrail {

    SubnetsHaveARouteTable() {
        super(
                Severity.MEDIUM,
                "A subnet has a route table of its own kind, not the main one of the VPC",
                "create a RouteTableAssociation");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SUBNET)
                .filter(subnet -> created(plan, Types.ROUTE_TABLE_ASSOCIATION)
                        .noneMatch(link -> link.value("subnetId")
                                        .filter(Values.is(subnet.id()))
                                        .isPresent()
                                && link.value("routeTableId").isPresent()))
                .map(subnet -> violation(subnet, "it uses the main route table of the VPC"));
    }
}
