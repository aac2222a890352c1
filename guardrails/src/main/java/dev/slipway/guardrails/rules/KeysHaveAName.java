package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class KeysHaveAName extends Guardrail {

    KeysHaveAName() {
        super(Severity.LOW, "A key of KMS has an alias", "create an Alias");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.KEY)
                .filter(key -> created(plan, "aws:kms/alias:Alias")
                        .noneMatch(alias -> alias.value("targetKeyId")
                                .filter(Values.in(key.id(), key.text("arn"), key.text("keyId")))
                                .isPresent()))
                .map(key -> violation(key, "it has no alias"));
    }
}
