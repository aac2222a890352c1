package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

final class SchedulesReportFailures extends Guardrail {

    SchedulesReportFailures() {
        super(
                Severity.MEDIUM,
                "A schedule tries again a limited number of times, and an alarm reports runs that do not start",
                "write a retryPolicy, and an alarm of the metric TargetErrorCount");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SCHEDULE)
                .filter(schedule -> schedule.value("target.retryPolicy.maximumRetryAttempts")
                                .filter(Values.between(0, 5))
                                .isEmpty()
                        || created(plan, Types.ALARM)
                                .noneMatch(alarm -> alarm.value("metricName")
                                                .filter(Values.is("TargetErrorCount"))
                                                .isPresent()
                                        && alarm.value("dimensions")
                                                .equals(Optional.of(
                                                        Map.of("ScheduleGroup", schedule.text("groupName"))))))
                .map(schedule -> violation(schedule, "a run that does not start is not reported"));
    }
}
