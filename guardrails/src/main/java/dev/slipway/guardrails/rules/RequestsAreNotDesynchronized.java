package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RequestsAreNotDesynchronized extends Guardrail {

    RequestsAreNotDesynchronized() {
        super(
                Severity.MEDIUM,
                "A load balancer refuses requests that two servers would read differently",
                "set desyncMitigationMode to defensive",
                "ELB.12",
                "CKV_AWS_328");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.LOAD_BALANCER, "desyncMitigationMode", Values.in("defensive", "strictest"));
    }
}
