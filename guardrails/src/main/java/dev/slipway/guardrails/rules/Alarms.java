package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The alarms in a plan, by what they watch. */
final class Alarms {

    private Alarms() {}

    /** A metric of a resource that no alarm watches. */
    record Missing(PlannedResource resource, String metric) {}

    /**
     * The metrics that no alarm watches, for each resource of a type.
     *
     * @param property the property that is the value of the metrics' dimension
     */
    static Stream<Missing> missing(Plan plan, String type, String property, String dimension, String... metrics) {
        return Guardrail.created(plan, type)
                .flatMap(resource -> missing(plan, resource, resource.text(property), dimension, metrics));
    }

    /** The metrics that no alarm watches, for one resource. */
    static Stream<Missing> missing(
            Plan plan, PlannedResource resource, String value, String dimension, String... metrics) {
        return Stream.of(metrics)
                .filter(metric -> Guardrail.created(plan, Types.ALARM)
                        .noneMatch(alarm -> alarm.value("metricName")
                                        .filter(Values.is(metric))
                                        .isPresent()
                                && alarm.value("dimensions")
                                        .filter(dimensions ->
                                                dimensions instanceof Map<?, ?> map && value.equals(map.get(dimension)))
                                        .isPresent()))
                .map(metric -> new Missing(resource, metric));
    }

    /** The queries of an alarm of metric math. */
    static Stream<Query> queries(PlannedResource alarm) {
        return IntStream.range(0, alarm.list("metricQueries").size())
                .mapToObj(query -> new Query(alarm, "metricQueries[%d].".formatted(query)));
    }

    /** The names of the metrics that an alarm watches, directly or by metric math. */
    static Set<String> metrics(PlannedResource alarm) {
        return Stream.concat(
                        alarm.value("metricName").stream(),
                        queries(alarm).flatMap(query -> query.value("metric.metricName").stream()))
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    /** Whether a composite alarm depends on it. */
    static boolean isPartOfAnother(Plan plan, PlannedResource alarm) {
        return Guardrail.created(plan, Types.COMPOSITE_ALARM)
                .anyMatch(other -> other.propertyDependencies()
                        .getOrDefault("alarmRule", Set.of())
                        .contains(alarm.urn()));
    }

    /** One query of an alarm of metric math: an expression, or a metric. */
    record Query(PlannedResource alarm, String path) {

        Optional<Object> value(String property) {
            return alarm.value(path + property);
        }
    }
}
