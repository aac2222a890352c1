package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BalancerIsProtected extends Guardrail {

    BalancerIsProtected() {
        super(
                Severity.HIGH,
                "The load balancer of production is protected from deletion",
                "set enableDeletionProtection to true",
                "ELB.6",
                "CKV_AWS_150");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? each(plan, Types.LOAD_BALANCER, "enableDeletionProtection", Values.TRUE)
                : Stream.empty();
    }
}
