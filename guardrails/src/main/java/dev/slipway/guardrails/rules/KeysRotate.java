package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class KeysRotate extends Guardrail {

    KeysRotate() {
        super(
                Severity.MEDIUM,
                "A key of KMS rotates every year",
                "set enableKeyRotation to true",
                "KMS.4",
                "KMS5",
                "CKV_AWS_7");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.KEY, "enableKeyRotation", Values.TRUE);
    }
}
