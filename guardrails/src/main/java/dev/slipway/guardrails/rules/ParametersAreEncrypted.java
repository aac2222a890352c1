package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ParametersAreEncrypted extends Guardrail {

    ParametersAreEncrypted() {
        super(Severity.HIGH, "A parameter is encrypted", "set type to SecureString", "CKV2_AWS_34");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.PARAMETER, "type", Values.is("SecureString"));
    }
}
