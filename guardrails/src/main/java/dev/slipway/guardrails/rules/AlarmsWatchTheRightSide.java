package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AlarmsWatchTheRightSide extends Guardrail {

    AlarmsWatchTheRightSide() {
        super(
                Severity.MEDIUM,
                "An alarm compares its metric in the direction in which it gets worse, and a missing task breaches it",
                "set comparisonOperator and treatMissingData");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> {
                    var low = Values.in(
                            "FreeStorageSpace", "FreeableMemory", "RunningTaskCount", "InvocationAttemptCount");
                    var isLow = alarm.value("metricName").filter(low).isPresent();
                    var operator = alarm.value("comparisonOperator")
                            .map(String::valueOf)
                            .orElse("");
                    return !operator.startsWith(isLow ? "LessThan" : "GreaterThan")
                            || (alarm.value("metricName")
                                            .filter(Values.in("RunningTaskCount", "InvocationAttemptCount"))
                                            .isPresent()
                                    && alarm.value("treatMissingData")
                                            .filter(Values.is("breaching"))
                                            .isEmpty());
                })
                .filter(alarm -> alarm.value("metricName").isPresent())
                .map(alarm -> finding(alarm, "comparisonOperator"));
    }
}
