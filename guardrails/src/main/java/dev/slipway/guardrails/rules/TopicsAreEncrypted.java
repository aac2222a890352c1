package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TopicsAreEncrypted extends Guardrail {

    TopicsAreEncrypted() {
        super(
                Severity.MEDIUM,
                "A topic is encrypted with a key of the environment",
                "set kmsMasterKeyId",
                "SNS.1",
                "CKV_AWS_26");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.TOPIC, "kmsMasterKeyId", Values.entries(1));
    }
}
