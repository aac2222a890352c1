package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class TasksReachAws extends Guardrail {

    TasksReachAws() {
        super(
                Severity.MEDIUM,
                "The subnets of tasks have a route to a NAT gateway, or endpoints for what Fargate needs",
                "add the route, or the endpoints",
                "EC2.55",
                "EC2.56",
                "EC2.57");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .flatMap(service -> Subnets.of(service, "networkConfiguration.subnets")
                        .filter(subnet -> Subnets.isOwn(plan, subnet))
                        .filter(subnet -> Subnets.routes(plan, subnet)
                                .noneMatch(route -> route.value("natGatewayId").isPresent()))
                        .flatMap(subnet -> NEEDED.stream()
                                .filter(name -> Subnets.endpoints(plan)
                                        .noneMatch(endpoint ->
                                                endpoint.text("serviceName").endsWith(name)))
                                .map(name -> violation(
                                        service,
                                        "it has neither a route to a NAT gateway nor the endpoint "
                                                + name.substring(1))))
                        .distinct());
    }

    /** "Amazon ECR interface VPC endpoints" and "Considerations for Amazon ECS VPC endpoints". */
    private static final List<String> NEEDED =
            List.of(".ecr.api", ".ecr.dkr", ".logs", ".s3", ".secretsmanager", ".ssm");
}
