package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class S3IsReachedByItsEndpoint extends Guardrail {

    S3IsReachedByItsEndpoint() {
        super(
                Severity.LOW,
                "The route tables of tasks have a gateway endpoint for S3",
                "create a gateway endpoint for S3 with the route table");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .flatMap(service -> Subnets.of(service, "networkConfiguration.subnets")
                        .flatMap(subnet -> Subnets.tables(plan, subnet).stream())
                        .filter(table -> Subnets.endpoints(plan)
                                .filter(endpoint -> endpoint.text("serviceName").endsWith(".s3"))
                                .noneMatch(endpoint ->
                                        endpoint.list("routeTableIds").contains(table)))
                        .map(table -> violation(service, "its subnets have no gateway endpoint for S3"))
                        .distinct());
    }
}
