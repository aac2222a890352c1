package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BalancersLogAccess extends Guardrail {

    BalancersLogAccess() {
        super(
                Severity.MEDIUM,
                "A load balancer writes access logs",
                "enable accessLogs with a bucket",
                "ELB.5",
                "ELB2",
                "CKV_AWS_91");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LOAD_BALANCER)
                .filter(balancer ->
                        balancer.value("accessLogs.enabled").filter(Values.TRUE).isEmpty()
                                || balancer.value("accessLogs.bucket")
                                        .filter(Values.entries(1))
                                        .isEmpty())
                .map(balancer -> finding(balancer, "accessLogs"));
    }
}
