package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class QueuesRequireTls extends Guardrail {

    QueuesRequireTls() {
        super(
                Severity.MEDIUM,
                "The policy of a queue refuses requests without TLS",
                "deny sqs:* where aws:SecureTransport is false",
                "SQS4");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.QUEUE)
                .filter(queue -> Policies.statements(plan, Policies.OF_RESOURCES)
                        .noneMatch(statement -> statement.refusesPlainText()
                                && statement.resources().contains(queue.text("arn"))))
                .map(queue -> violation(queue, "its policy allows requests without TLS"));
    }
}
