package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BadRolloutsAreRolledBack extends Guardrail {

    BadRolloutsAreRolledBack() {
        super(
                Severity.MEDIUM,
                "A service keeps its tasks during a rollout, and rolls back a bad one",
                "set the circuit breaker, the alarms of a web service, and deploymentMinimumHealthyPercent 100");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .filter(service -> Stream.of("deploymentCircuitBreaker.enable", "deploymentCircuitBreaker.rollback")
                                .anyMatch(input ->
                                        service.value(input).filter(Values.TRUE).isEmpty())
                        || service.value("deploymentMinimumHealthyPercent")
                                .filter(Values.atLeast(100))
                                .isEmpty()
                        || service.value("deploymentMaximumPercent")
                                .filter(Values.atLeast(150))
                                .isEmpty()
                        || (!service.list("loadBalancers").isEmpty()
                                && (service.value("alarms.enable")
                                                .filter(Values.TRUE)
                                                .isEmpty()
                                        || service.value("alarms.rollback")
                                                .filter(Values.TRUE)
                                                .isEmpty()
                                        || service.list("alarms.alarmNames").size() < 2)))
                .map(service -> violation(service, "a bad rollout is not rolled back, or interrupts it"));
    }
}
