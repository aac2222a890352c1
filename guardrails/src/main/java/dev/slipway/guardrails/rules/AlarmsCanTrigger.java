package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class AlarmsCanTrigger extends Guardrail {

    AlarmsCanTrigger() {
        super(Severity.MEDIUM, "The threshold of an alarm is a value that its metric can have", "set threshold");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ALARM)
                .filter(alarm -> alarm.value("metricName").isPresent())
                .filter(alarm -> {
                    var threshold = Values.number(alarm.value("threshold").orElse(""));
                    var most = MOST.getOrDefault(alarm.text("metricName"), 10_000.0);
                    return alarm.value("comparisonOperator")
                                    .filter(Values.matches("LessThan.*"))
                                    .isPresent()
                            ? !(threshold > 0)
                            : !(threshold < most);
                })
                .map(alarm -> finding(alarm, "threshold"));
    }

    /** The values that the metrics do not reach. */
    private static final Map<String, Double> MOST = Map.of(
            "CPUUtilization", 100.0,
            "MemoryUtilization", 100.0,
            "TargetErrorCount", 100.0,
            "TargetResponseTime", 61.0,
            "TriggeredRules", 100.0,
            "ApproximateNumberOfMessagesVisible", 100.0,
            "UnHealthyHostCount", 100.0);
}
