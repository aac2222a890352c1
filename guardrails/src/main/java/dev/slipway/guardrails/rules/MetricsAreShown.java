package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.List;
import java.util.stream.Stream;

final class MetricsAreShown extends Guardrail {

    MetricsAreShown() {
        super(
                Severity.LOW,
                "A Grafana workspace, to which people sign in, reads Prometheus and CloudWatch",
                "set authenticationProviders, and PROMETHEUS and CLOUDWATCH in dataSources");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.PROMETHEUS)
                .filter(metrics -> created(plan, Types.GRAFANA)
                        .noneMatch(
                                grafana -> grafana.text("name").equals(metrics.text("alias")) && isComplete(grafana)))
                .map(metrics -> violation(metrics, "no Grafana workspace shows its metrics"));
    }

    private static boolean isComplete(PlannedResource grafana) {
        return !grafana.list("authenticationProviders").isEmpty()
                && grafana.list("dataSources").containsAll(List.of("PROMETHEUS", "CLOUDWATCH"));
    }
}
