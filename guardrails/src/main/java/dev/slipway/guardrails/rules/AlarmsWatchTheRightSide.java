package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Collections;
import java.util.Set;
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
                    var metrics = Alarms.metrics(alarm);
                    var operator =
                            String.valueOf(alarm.value("comparisonOperator").orElse(""));
                    return (any(LOW, metrics) && !operator.startsWith("LessThan"))
                            || (any(HIGH, metrics) && !operator.startsWith("GreaterThan"))
                            || (any(SILENT, metrics)
                                    && alarm.value("treatMissingData")
                                            .filter(Values.is("breaching"))
                                            .isEmpty());
                })
                .map(alarm -> violation(
                        alarm,
                        "it is %s and %s"
                                .formatted(
                                        alarm.value("comparisonOperator").orElse("without an operator"),
                                        alarm.value("treatMissingData").orElse("missing"))));
    }

    private static boolean any(Set<String> some, Set<String> metrics) {
        return !Collections.disjoint(some, metrics);
    }

    private static final Set<String> LOW = Set.of(
            "FreeStorageSpace", "FreeableMemory", "HealthyHostCount", "InvocationAttemptCount", "RunningTaskCount");

    private static final Set<String> HIGH = Set.of(
            "ACUUtilization",
            "ApproximateAgeOfOldestMessage",
            "ApproximateNumberOfMessagesVisible",
            "CPUUtilization",
            "DatabaseConnections",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_Target_5XX_Count",
            "MemoryUtilization",
            "TargetErrorCount",
            "TargetResponseTime",
            "TriggeredRules",
            "UnHealthyHostCount");

    /** Metrics that stop when what they count stops. */
    private static final Set<String> SILENT = Set.of("InvocationAttemptCount", "RunningTaskCount");
}
