package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class InvalidHeadersAreDropped extends Guardrail {

    InvalidHeadersAreDropped() {
        super(
                Severity.MEDIUM,
                "A load balancer drops invalid headers",
                "set dropInvalidHeaderFields to true",
                "ELB.4",
                "CKV_AWS_131");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.LOAD_BALANCER, "dropInvalidHeaderFields", Values.TRUE);
    }
}
