package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class LogsAreKept extends Guardrail {

    LogsAreKept() {
        super(
                Severity.MEDIUM,
                "Logs have a retention, which is a year or more in production",
                "set observability.logDays",
                "CKV_AWS_66",
                "CKV_AWS_338");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.LOG_GROUP, "retentionInDays", Values.atLeast(Production.is(plan) ? 365 : 1));
    }
}
