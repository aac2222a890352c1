package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class KeysOfProductionAreProtected extends Guardrail {

    KeysOfProductionAreProtected() {
        super(Severity.HIGH, "The keys of production and of the state are protected from deletion", "set protect");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                        || plan.all("slipway:index:Foundation").findAny().isPresent()
                ? created(plan, Types.KEY)
                        .filter(key -> !key.options().protect())
                        .map(key -> violation(key, "it can be deleted"))
                : Stream.empty();
    }
}
