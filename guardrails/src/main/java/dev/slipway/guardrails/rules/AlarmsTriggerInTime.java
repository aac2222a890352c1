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
                "An alarm triggers within an hour, unless its metric has one value an hour",
                "lower period, evaluationPeriods or datapointsToAlarm");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> Values.number(alarm.value("period").orElse(60)) < 3600)
                .filter(alarm -> Values.number(alarm.value("period").orElse(60))
                                        * Values.number(
                                                alarm.value("evaluationPeriods").orElse(""))
                                > 3600
                        || Values.number(alarm.value("datapointsToAlarm").orElse(0))
                                > Values.number(alarm.value("evaluationPeriods").orElse("")))
                .map(alarm -> violation(alarm, "it triggers after more than an hour"));
    }
}
