package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class QueuesAreEncrypted extends Guardrail {

    QueuesAreEncrypted() {
        super(Severity.MEDIUM, "A queue is encrypted", "set sqsManagedSseEnabled to true", "SQS.1", "CKV_AWS_27");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.QUEUE)
                .filter(queue ->
                        queue.value("sqsManagedSseEnabled").filter(Values.TRUE).isEmpty()
                                && queue.value("kmsMasterKeyId").isEmpty())
                .map(queue -> finding(queue, "sqsManagedSseEnabled"));
    }
}
