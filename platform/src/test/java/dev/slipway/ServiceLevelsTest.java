package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceLevelsTest {

    private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

    private static final Plan PLAN = TestEstate.stack("staging")
            .with("observability", "availability", "99.5")
            .with("observability", "p99Milliseconds", "250")
            .plan();

    @Test
    void each_window_has_a_multiple_of_the_error_budget() {
        var thresholds = PLAN.all(ALARM)
                .filter(alarm -> alarm.name().contains("levels-"))
                .collect(toMap(
                        alarm -> alarm.name().replaceFirst(".*levels-", ""),
                        alarm -> ((Number) alarm.value("threshold").orElseThrow()).doubleValue()));
        assertThat(thresholds)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "availability-1h", 7.2,
                        "availability-5m", 7.2,
                        "availability-6h", 3.0,
                        "availability-30m", 3.0,
                        "availability-1d", 1.5,
                        "slow-requests-1h", 14.4,
                        "slow-requests-5m", 14.4,
                        "slow-requests-6h", 6.0,
                        "slow-requests-30m", 6.0,
                        "slow-requests-1d", 3.0));
    }

    @Test
    void a_window_is_the_period_of_all_its_metrics() {
        assertThat(periods("availability-6h")).containsExactly(21_600L, 21_600L, 21_600L);
        assertThat(periods("slow-requests-1d")).containsExactly(86_400L, 86_400L);
    }

    @Test
    void slow_requests_are_those_above_the_objective() {
        assertThat(alarm("slow-requests-1h").text("metricQueries[2].metric.stat"))
                .isEqualTo("TC(0.25:)");
    }

    @Test
    void only_long_windows_need_a_number_of_bad_requests() {
        assertThat(alarm("availability-1h").text("metricQueries[0].expression"))
                .isEqualTo("IF((FILL(failed, 0) + FILL(refused, 0)) < 10, 0,"
                        + " 100 * (FILL(failed, 0) + FILL(refused, 0)) / (FILL(requests, 0) + FILL(refused, 0)))");
        assertThat(alarm("availability-5m").text("metricQueries[0].expression")).startsWith("100 * ");
    }

    @Test
    void one_composite_alarm_notifies_for_each_pair_of_windows() {
        var composite = PLAN.one("aws:cloudwatch/compositeAlarm:CompositeAlarm");
        assertThat(composite.text("alarmRule").split(" OR "))
                .hasSize(4)
                .allMatch(pair -> pair.matches("\\(ALARM\\(\"[^\"]+\"\\) AND ALARM\\(\"[^\"]+\"\\)\\)"));
        assertThat(composite.list("alarmActions")).hasSize(1);
        assertThat(PLAN.all(ALARM)
                        .filter(alarm -> alarm.name().contains("levels-") && alarm.has("alarmActions"))
                        .map(PlannedResource::name))
                .allMatch(name -> name.endsWith("-1d"))
                .hasSize(2);
    }

    @Test
    void the_dashboard_shows_what_is_left_of_each_budget() {
        var widgets = PLAN.one("aws:cloudwatch/dashboard:Dashboard")
                .json("dashboardBody")
                .path("widgets");
        var budgets = StreamSupport.stream(widgets.spliterator(), false)
                .map(widget -> widget.path("properties"))
                .filter(graph -> graph.path("start").asText().equals("-P30D"))
                .toList();
        assertThat(budgets)
                .extracting(graph ->
                        graph.path("metrics").path(0).path(0).path("expression").asText())
                .containsExactly(
                        "100 - 100 * RUNNING_SUM((FILL(failed, 0) + FILL(refused, 0)))"
                                + " / (0.005 * SUM((FILL(requests, 0) + FILL(refused, 0))))",
                        "100 - 100 * RUNNING_SUM(FILL(slow, 0)) / (0.01 * SUM(answered))");
        assertThat(widgets)
                .extracting(widget ->
                        widget.path("x").asInt() + widget.path("width").asInt())
                .allMatch(right -> right <= 24);
        assertThat(widgets).extracting(ServiceLevelsTest::place).doesNotHaveDuplicates();
    }

    private static String place(JsonNode widget) {
        return widget.path("x") + "," + widget.path("y");
    }

    private static PlannedResource alarm(String window) {
        return PLAN.all(ALARM)
                .filter(alarm -> alarm.name().endsWith("levels-" + window))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> periods(String window) {
        var alarm = alarm(window);
        return IntStream.range(1, alarm.list("metricQueries").size())
                .mapToObj(query -> alarm.number("metricQueries[%d].metric.period".formatted(query)))
                .toList();
    }
}
