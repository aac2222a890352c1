package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Secret;

import java.util.stream.Stream;

final class ParameterValuesAreSecret extends Guardrail {

    ParameterValuesAreSecret() {
        super(Severity.HIGH, "Pulumi encrypts the value of a parameter in its state", "write Output.ofSecret");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.PARAMETER)
                .filter(parameter ->
                        parameter.has("value") && !(parameter.inputs().get("value") instanceof Secret))
                .map(parameter -> violation(parameter, "its value is not a secret"));
    }
}
