package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** "Alerting on SLOs" in The Site Reliability Workbook. */
final class ServiceLevelsAreWatched extends Guardrail {

    /** What availability and latency are measured by. */
    private static final List<Set<String>> INDICATORS =
            List.of(Set.of("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"), Set.of("TargetResponseTime"));

    ServiceLevelsAreWatched() {
        super(
                Severity.MEDIUM,
                "A composite alarm watches how fast the error budgets of a load balancer burn, and an alarm of a day a slow burn",
                "create the alarms");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LOAD_BALANCER)
                .filter(balancer -> INDICATORS.stream()
                        .anyMatch(metrics -> Stream.of(true, false)
                                .anyMatch(fast -> shares(plan, balancer, metrics)
                                        .noneMatch(alarm -> fast == Alarms.isPartOfAnother(plan, alarm)))))
                .map(balancer -> violation(balancer, "no alarm watches an error budget"));
    }

    /** The alarms of metric math about such metrics of a balancer. */
    private static Stream<PlannedResource> shares(Plan plan, PlannedResource balancer, Set<String> metrics) {
        return created(plan, Types.ALARM)
                .filter(alarm -> Alarms.metrics(alarm).containsAll(metrics))
                .filter(alarm -> Alarms.queries(alarm)
                        .flatMap(query -> query.value("metric.dimensions").stream())
                        .anyMatch(dimensions -> dimensions instanceof Map<?, ?> map
                                && balancer.text("arnSuffix").equals(map.get("LoadBalancer"))));
    }
}
