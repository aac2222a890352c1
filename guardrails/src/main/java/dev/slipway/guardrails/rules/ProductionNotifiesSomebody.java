package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ProductionNotifiesSomebody extends Guardrail {

    ProductionNotifiesSomebody() {
        super(Severity.HIGH, "The topic of production has a recipient", "list an address in observability.emails");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.TOPIC)
                        .filter(topic -> created(plan, "aws:sns/topicSubscription:TopicSubscription")
                                .noneMatch(recipient -> recipient
                                                .value("topic")
                                                .filter(Values.is(topic.text("arn")))
                                                .isPresent()
                                        && recipient
                                                .value("endpoint")
                                                .filter(Values.entries(1))
                                                .isPresent()))
                        .map(topic -> violation(topic, "it has no recipient"))
                : Stream.empty();
    }
}
