package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ConnectionsAreOpenOnBothSides extends Guardrail {

    ConnectionsAreOpenOnBothSides() {
        super(
                Severity.MEDIUM,
                "A connection between two security groups is allowed by a rule of each",
                "create the rule of the other group");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        Groups.unanswered(plan, Types.INGRESS, Types.EGRESS),
                        Groups.unanswered(plan, Types.EGRESS, Types.INGRESS))
                .map(rule -> violation(rule, "the other group has no rule for it"));
    }
}
