package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class GroupsHaveRules extends Guardrail {

    GroupsHaveRules() {
        super(
                Severity.LOW,
                "A security group has a rule, so that what it belongs to is reachable or can connect",
                "add the rule that allows the connection, or delete the group");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.GROUP)
                .filter(group -> Stream.of(Types.INGRESS, Types.EGRESS)
                        .flatMap(type -> created(plan, type))
                        .noneMatch(rule -> rule.value("securityGroupId")
                                .filter(Values.is(group.id()))
                                .isPresent()))
                .map(group -> violation(group, "it has no rule"));
    }
}
