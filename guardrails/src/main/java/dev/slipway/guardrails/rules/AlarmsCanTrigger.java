package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Map;
import java.util.stream.Stream;

final class AlarmsCanTrigger extends Guardrail {

    AlarmsCanTrigger() {
        super(Severity.MEDIUM, "The threshold of an alarm is a value that its metric can have", "set threshold");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> {
                    var threshold = Values.number(alarm.value("threshold").orElse(0));
                    var most = most(alarm);
                    return alarm.value("comparisonOperator")
                                    .filter(Values.matches("LessThan.*"))
                                    .isPresent()
                            ? !(threshold > 0)
                            : !(threshold < most);
                })
                .map(alarm -> finding(alarm, "threshold"));
    }

    private static double most(PlannedResource alarm) {
        if (Alarms.queries(alarm)
                .anyMatch(query -> query.value("expression")
                        .filter(Values.matches(PERCENTAGE))
                        .isPresent())) {
            return 100;
        }
        return MOST.getOrDefault(String.valueOf(alarm.value("metricName").orElse("")), Double.MAX_VALUE);
    }

    /** An expression that multiplies by 100. */
    private static final String PERCENTAGE = ".*\\b100 ?\\*.*";

    /** The values that the metrics of the estate do not reach, or only when nobody is served any more. */
    private static final Map<String, Double> MOST = Map.ofEntries(
            Map.entry("ACUUtilization", 100.0),
            Map.entry("ApproximateAgeOfOldestMessage", 86_400.0),
            Map.entry("ApproximateNumberOfMessagesVisible", 100.0),
            Map.entry("CPUUtilization", 100.0),
            Map.entry("DatabaseConnections", 5000.0),
            Map.entry("HTTPCode_ELB_5XX_Count", 10_000.0),
            Map.entry("HTTPCode_Target_5XX_Count", 10_000.0),
            Map.entry("MemoryUtilization", 100.0),
            Map.entry("TargetErrorCount", 100.0),
            Map.entry("TargetResponseTime", 61.0),
            Map.entry("TriggeredRules", 100.0),
            Map.entry("UnHealthyHostCount", 100.0));
}
