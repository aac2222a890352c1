package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class StackIsBoundToAnAccount extends Guardrail {

    StackIsBoundToAnAccount() {
        super(Severity.HIGH, "A stack can be deployed to one account only", "set aws:allowedAccountIds");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return plan.all("pulumi:providers:aws")
                .filter(provider -> provider.value("allowedAccountIds")
                        .filter(Values.matches("\\[?\"?\\d{12}\"?\\]?"))
                        .isEmpty())
                .map(provider -> finding(provider, "allowedAccountIds"));
    }
}
