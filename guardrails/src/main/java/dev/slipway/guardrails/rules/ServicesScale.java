package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesScale extends Guardrail {

    ServicesScale() {
        super(
                Severity.LOW,
                "A service has a target for scaling with a maximum above or equal to its minimum, and a policy",
                "create a Target and a Policy of application autoscaling");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .filter(service -> created(plan, Types.SCALABLE)
                        .filter(target -> target.value("resourceId")
                                .filter(id -> String.valueOf(id).endsWith("/" + service.text("name")))
                                .isPresent())
                        .filter(target -> target.value("minCapacity")
                                .filter(Values.atLeast(1))
                                .isPresent())
                        .filter(target -> Values.number(
                                        target.value("minCapacity").orElse(""))
                                <= Values.number(target.value("maxCapacity").orElse("")))
                        .noneMatch(target -> created(plan, "aws:appautoscaling/policy:Policy")
                                .anyMatch(policy -> policy.value("resourceId").equals(target.value("resourceId")))))
                .map(service -> violation(service, "nothing scales it"));
    }
}
