package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TargetGroupsHaveARule extends Guardrail {

    TargetGroupsHaveARule() {
        super(
                Severity.LOW,
                "A target group gets requests by a rule or by the default of a listener",
                "create a ListenerRule");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TARGET_GROUP)
                .filter(group -> Stream.concat(
                                created(plan, "aws:lb/listenerRule:ListenerRule")
                                        .flatMap(rule -> rule.list("actions").stream()),
                                created(plan, Types.LISTENER)
                                        .flatMap(listener -> listener.list("defaultActions").stream()))
                        .noneMatch(action -> String.valueOf(action).contains(group.text("arn"))))
                .map(group -> violation(group, "no listener sends requests to it"));
    }
}
