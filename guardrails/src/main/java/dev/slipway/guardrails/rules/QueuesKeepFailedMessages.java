package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class QueuesKeepFailedMessages extends Guardrail {

    QueuesKeepFailedMessages() {
        super(
                Severity.HIGH,
                "A message that fails moves to another queue, which keeps it for two weeks and has an alarm",
                "create a RedrivePolicy, and an alarm of the other queue",
                "SQS3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var targets = created(plan, "aws:sqs/redrivePolicy:RedrivePolicy")
                .map(policy -> String.valueOf(policy.value("redrivePolicy").orElse("")))
                .toList();
        return created(plan, Types.QUEUE)
                .filter(queue -> targets.stream().anyMatch(target -> target.contains(queue.text("arn")))
                        ? queue.value("messageRetentionSeconds")
                                        .filter(Values.atLeast(1_209_600))
                                        .isEmpty()
                                || Alarms.missing(
                                                plan,
                                                queue,
                                                queue.text("name"),
                                                "QueueName",
                                                "ApproximateNumberOfMessagesVisible")
                                        .findAny()
                                        .isPresent()
                        : created(plan, "aws:sqs/redrivePolicy:RedrivePolicy")
                                .noneMatch(policy -> policy.value("queueUrl")
                                                .filter(Values.is(queue.text("url")))
                                                .isPresent()
                                        && String.valueOf(policy.value("redrivePolicy")
                                                        .orElse(""))
                                                .matches(".*maxReceiveCount\\W+[1-9]\\d{0,2}\\b.*")))
                .map(queue -> violation(queue, "failed messages are lost, or nobody is told"));
    }
}
