package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Collectors;
import java.util.stream.Stream;

final class OpenPortsHaveAListener extends Guardrail {

    OpenPortsHaveAListener() {
        super(
                Severity.LOW,
                "Each port that a load balancer opens has a listener, and each listener an open port",
                "create the listener or the rule, or delete the other");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LOAD_BALANCER).flatMap(balancer -> {
            var open = created(plan, Types.INGRESS)
                    .filter(rule -> balancer.list("securityGroups")
                            .contains(rule.value("securityGroupId").orElse("")))
                    .map(Groups::port)
                    .collect(Collectors.toSet());
            var listening = created(plan, Types.LISTENER)
                    .filter(listener -> listener.value("loadBalancerArn")
                            .filter(Values.is(balancer.text("arn")))
                            .isPresent())
                    .flatMap(listener -> listener.value("port").map(String::valueOf).stream())
                    .collect(Collectors.toSet());
            return open.equals(listening)
                    ? Stream.empty()
                    : Stream.of(
                            violation(balancer, "it opens the ports %s and listens on %s".formatted(open, listening)));
        });
    }
}
