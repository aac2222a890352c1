package dev.slipway.cost;

import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** CloudWatch: logs, metrics, alarms and dashboards. */
final class Observation implements Pricer {

    private static final String LOGS = "aws:cloudwatch/logGroup:LogGroup";
    private static final String CLUSTER = "aws:ecs/cluster:Cluster";
    private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    private static final String COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
    private static final String DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

    private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);
    private static final long FREE_DASHBOARDS = 3;

    @Override
    public Set<String> types() {
        return Set.of(LOGS, CLUSTER, ALARM, COMPOSITE_ALARM, DASHBOARD);
    }

    @Override
    public void price(Bill bill) {
        var groups = bill.all(LOGS).toList();
        bill.add(groups, "log lines taken in", "", bill.usage().logs(), "logs.ingestion");
        retained(bill, groups);
        bill.all(CLUSTER)
                .findFirst()
                .ifPresent(cluster -> bill.add(
                        List.of(cluster), "custom metrics", "", bill.usage().metrics(), "metrics.custom"));
        bill.byComponent(ALARM).values().forEach(alarms -> {
            var metrics = alarms.stream().mapToLong(Observation::metrics).sum();
            bill.add(alarms, "alarms", "", BigDecimal.valueOf(metrics), "metrics.alarm");
        });
        bill.byComponent(COMPOSITE_ALARM)
                .values()
                .forEach(alarms -> bill.add(
                        alarms, "composite alarms", "", BigDecimal.valueOf(alarms.size()), "metrics.composite"));
        var dashboards = bill.all(DASHBOARD).toList();
        bill.add(
                dashboards,
                "dashboards beyond three",
                "",
                BigDecimal.valueOf(Math.max(0, dashboards.size() - FREE_DASHBOARDS)),
                "metrics.dashboard");
    }

    /**
     * What is stored once the oldest lines reach their retention, which the longest retention determines. AWS stores lines
     * compressed; how well they compress is not known, so this is the most that it may be.
     */
    private static void retained(Bill bill, List<PlannedResource> groups) {
        var days = groups.stream()
                .filter(group -> group.has("retentionInDays"))
                .mapToLong(group -> group.number("retentionInDays"))
                .max()
                .orElse(0);
        var months = BigDecimal.valueOf(days)
                .multiply(HOURS_A_DAY)
                .divide(BigDecimal.valueOf(bill.month().hours()), MathContext.DECIMAL64);
        bill.add(
                groups,
                "log lines kept",
                "%s GB × %d days".formatted(Dollars.exact(bill.usage().logs()), days),
                bill.usage().logs().multiply(months),
                "logs.storage");
    }

    /** The metrics that an alarm watches, each of which is paid. */
    private static long metrics(PlannedResource alarm) {
        var watched = IntStream.range(0, alarm.list("metricQueries").size())
                .filter(query -> alarm.has("metricQueries[%d].metric".formatted(query)))
                .count();
        return Math.max(1, watched);
    }
}
