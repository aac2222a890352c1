package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesUseAllZones extends Guardrail {

    ServicesUseAllZones() {
        super(
                Severity.LOW,
                "ECS spreads the tasks of a service over the zones again after a failure",
                "set availabilityZoneRebalancing to ENABLED");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.SERVICE, "availabilityZoneRebalancing", Values.is("ENABLED"));
    }
}
