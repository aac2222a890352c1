package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AccessLogsAreKept extends Guardrail {

    AccessLogsAreKept() {
        super(
                Severity.MEDIUM,
                "The access logs of production are kept for a year or more",
                "set observability.logDays to 365 or more");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")
                        .filter(cycle -> cycle.value("rules[0].expiration.days").isPresent())
                        .filter(cycle -> cycle.value("rules[0].expiration.days")
                                .filter(Values.atLeast(365))
                                .isEmpty())
                        .map(cycle -> finding(cycle, "rules[0].expiration.days"))
                : Stream.empty();
    }
}
