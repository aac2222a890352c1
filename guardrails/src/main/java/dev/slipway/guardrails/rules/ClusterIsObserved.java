package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class ClusterIsObserved extends Guardrail {

    ClusterIsObserved() {
        super(
                Severity.MEDIUM,
                "A cluster has Container Insights",
                "set containerInsights to enabled",
                "ECS.12",
                "CKV_AWS_65");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CLUSTER)
                .filter(cluster -> cluster.list("settings").stream()
                        .noneMatch(setting -> setting instanceof Map<?, ?> map
                                && "containerInsights".equals(map.get("name"))
                                && Values.in("enabled", "enhanced").test(map.get("value"))))
                .map(cluster -> finding(cluster, "settings"));
    }
}
