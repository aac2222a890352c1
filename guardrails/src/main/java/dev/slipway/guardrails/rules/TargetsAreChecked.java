package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TargetsAreChecked extends Guardrail {

    TargetsAreChecked() {
        super(
                Severity.MEDIUM,
                "A target group checks the health of its targets by a path, and stops sending requests to those that fail",
                "write a healthCheck with a path and the matcher 200",
                "CKV_AWS_261");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TARGET_GROUP)
                .filter(group -> group.value("healthCheck.path")
                                .filter(Values.matches("/.*"))
                                .isEmpty()
                        || group.value("healthCheck.matcher")
                                .filter(Values.is("200"))
                                .isEmpty()
                        || group.value("healthCheck.enabled")
                                .filter(Values.FALSE)
                                .isPresent()
                        || group.value("healthCheck.healthyThreshold")
                                .filter(Values.between(2, 10))
                                .isEmpty()
                        || group.value("healthCheck.unhealthyThreshold")
                                .filter(Values.between(2, 10))
                                .isEmpty())
                .map(group -> finding(group, "healthCheck"));
    }
}
