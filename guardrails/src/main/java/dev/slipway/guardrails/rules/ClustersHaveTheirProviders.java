package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class ClustersHaveTheirProviders extends Guardrail {

    ClustersHaveTheirProviders() {
        super(Severity.MEDIUM, "A cluster has both capacity providers of Fargate", "list FARGATE and FARGATE_SPOT");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CLUSTER)
                .filter(cluster -> created(plan, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")
                        .filter(providers -> providers
                                .value("clusterName")
                                .filter(Values.is(cluster.text("name")))
                                .isPresent())
                        .noneMatch(providers ->
                                providers.list("capacityProviders").containsAll(List.of("FARGATE", "FARGATE_SPOT"))))
                .map(cluster -> violation(cluster, "it does not have both capacity providers"));
    }
}
