package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Map;
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
}
