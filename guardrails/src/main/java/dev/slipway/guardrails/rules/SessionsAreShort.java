package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SessionsAreShort extends Guardrail {

    SessionsAreShort() {
        super(Severity.LOW, "A role that GitHub assumes is valid for an hour", "set maxSessionDuration to 3600");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .filter(role -> role.value("maxSessionDuration")
                        .filter(Values.between(900, 3600).negate())
                        .isPresent())
                .map(role -> finding(role, "maxSessionDuration"));
    }
}
