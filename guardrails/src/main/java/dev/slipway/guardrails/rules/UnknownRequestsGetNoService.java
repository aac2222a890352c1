package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class UnknownRequestsGetNoService extends Guardrail {

    UnknownRequestsGetNoService() {
        super(
                Severity.MEDIUM,
                "A request that no rule matches gets a fixed response",
                "set the default action of the listener to fixed-response");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LISTENER)
                .filter(listener ->
                        listener.value("protocol").filter(Values.is("HTTPS")).isPresent())
                .filter(listener -> listener.value("defaultActions[0].type")
                        .filter(Values.is("fixed-response"))
                        .isEmpty())
                .map(listener -> finding(listener, "defaultActions[0].type"));
    }
}
