package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ParametersKeepTheirValue extends Guardrail {

    ParametersKeepTheirValue() {
        super(Severity.HIGH, "A value that somebody sets by hand is not overwritten", "list value in ignoreChanges");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.PARAMETER)
                .filter(parameter -> !parameter.options().ignoreChanges().contains("value"))
                .map(parameter -> violation(parameter, "ignoreChanges does not list value"));
    }
}
