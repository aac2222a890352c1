package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

/** "PutMetricAlarm" refuses other alarms. */
final class AlarmsWatchOneValue extends Guardrail {

    AlarmsWatchOneValue() {
        super(
                Severity.MEDIUM,
                "An alarm watches one value: a metric, or the one query that returns data",
                "set metricName, or returnData of one of metricQueries");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> alarm.value("metricName").stream().count()
                                + Alarms.queries(alarm)
                                        .filter(query -> query.value("returnData")
                                                .filter(Values.TRUE)
                                                .isPresent())
                                        .count()
                        != 1)
                .map(alarm -> violation(alarm, "it watches no value, or several"));
    }
}
