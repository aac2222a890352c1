package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class QueuesAreWatched extends Guardrail {

    QueuesAreWatched() {
        super(
                Severity.MEDIUM,
                "An alarm watches the age of the messages of a queue",
                "create an alarm of ApproximateAgeOfOldestMessage");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Alarms.missing(plan, Types.QUEUE, "name", "QueueName", "ApproximateAgeOfOldestMessage")
                .filter(missing -> created(plan, "aws:sqs/redrivePolicy:RedrivePolicy")
                        .anyMatch(policy -> policy.value("queueUrl")
                                .filter(Values.is(missing.resource().text("url")))
                                .isPresent()))
                .map(missing -> violation(missing.resource(), "no alarm watches " + missing.metric()));
    }
}
