package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class JobsReportFailures extends Guardrail {

    JobsReportFailures() {
        super(
                Severity.MEDIUM,
                "An alarm reports runs of a job that fail",
                "create an alarm of the metric TriggeredRules");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:cloudwatch/eventRule:EventRule")
                .filter(rule -> Alarms.missing(plan, rule, rule.text("name"), "RuleName", "TriggeredRules")
                        .findAny()
                        .isPresent())
                .map(rule -> violation(rule, "no alarm watches it"));
    }
}
