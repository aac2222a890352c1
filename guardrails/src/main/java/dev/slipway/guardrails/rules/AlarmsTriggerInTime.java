package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AlarmsTriggerInTime extends Guardrail {

    AlarmsTriggerInTime() {
        super(
                Severity.MEDIUM,
                "An alarm triggers within an hour, and one of hourly values within a week",
                "lower period, evaluationPeriods or datapointsToAlarm");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> {
                    var period = Stream.concat(
                                    alarm.value("period").stream(),
                                    Alarms.queries(alarm).flatMap(query -> query.value("metric.period").stream()))
                            .mapToDouble(Values::number)
                            .max()
                            .orElse(0);
                    var periods = Values.number(alarm.value("evaluationPeriods").orElse(""));
                    return !(period * periods <= (period < HOUR ? HOUR : WEEK))
                            || Values.number(alarm.value("datapointsToAlarm").orElse(0)) > periods;
                })
                .map(alarm -> violation(alarm, "it does not trigger in time"));
    }

    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 24 * HOUR;
}
