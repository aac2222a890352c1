package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subnets in a plan, and the routes from them. */
final class Subnets {

    private Subnets() {}

    /** The ids in an input, which is a list or a text. */
    static Stream<String> of(PlannedResource resource, String input) {
        return switch (resource.value(input).orElse(List.of())) {
            case List<?> _ -> resource.list(input).stream().map(String::valueOf);
            case Object id -> Stream.of(String.valueOf(id));
        };
    }

    /** Whether the plan creates a subnet; an existing one has routes that the plan does not know. */
    static boolean isOwn(Plan plan, String subnet) {
        return Guardrail.created(plan, Types.SUBNET).anyMatch(each -> each.id().equals(subnet));
    }

    /** The routes out of the VPC of a subnet's route tables. */
    static Stream<PlannedResource> routes(Plan plan, String subnet) {
        var tables = tables(plan, subnet);
        return Guardrail.created(plan, Types.ROUTE)
                .filter(route -> route.value("routeTableId")
                        .filter(table -> tables.contains(String.valueOf(table)))
                        .isPresent());
    }

    /** The ids of a subnet's route tables. */
    static Set<String> tables(Plan plan, String subnet) {
        return Guardrail.created(plan, Types.ROUTE_TABLE_ASSOCIATION)
                .filter(link -> link.value("subnetId").filter(Values.is(subnet)).isPresent())
                .flatMap(link -> link.value("routeTableId").stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** The VPC endpoints that have the name of a service. */
    static Stream<PlannedResource> endpoints(Plan plan) {
        return Guardrail.created(plan, Types.ENDPOINT)
                .filter(endpoint -> endpoint.value("serviceName").isPresent());
    }
}
