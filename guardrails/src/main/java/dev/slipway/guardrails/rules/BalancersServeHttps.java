package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BalancersServeHttps extends Guardrail {

    BalancersServeHttps() {
        super(
                Severity.HIGH,
                "A load balancer has a listener for HTTPS with a certificate",
                "create a listener with the protocol HTTPS and a certificate",
                "ELB.18");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LOAD_BALANCER)
                .filter(balancer -> created(plan, Types.LISTENER)
                        .filter(listener -> listener.value("loadBalancerArn")
                                .filter(Values.is(balancer.text("arn")))
                                .isPresent())
                        .noneMatch(listener -> listener.value("protocol")
                                        .filter(Values.is("HTTPS"))
                                        .isPresent()
                                && listener.value("port")
                                        .filter(Values.is("443"))
                                        .isPresent()
                                && listener.value("certificateArn").isPresent()))
                .map(balancer -> violation(balancer, "it has no listener for HTTPS"));
    }
}
