package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TopicsRequireTls extends Guardrail {

    TopicsRequireTls() {
        super(
                Severity.MEDIUM,
                "The policy of a topic refuses messages without TLS",
                "deny sns:Publish where aws:SecureTransport is false",
                "SNS3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TOPIC)
                .filter(topic -> Policies.statements(plan, Policies.OF_RESOURCES)
                        .noneMatch(statement -> statement.refusesPlainText()
                                && statement.resources().contains(topic.text("arn"))))
                .map(topic -> violation(topic, "its policy allows messages without TLS"));
    }
}
