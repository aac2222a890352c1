package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class GroupsAreUsed extends Guardrail {

    GroupsAreUsed() {
        super(Severity.LOW, "A security group belongs to something", "delete the group", "CKV2_AWS_5");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var used = Groups.used(plan);
        return created(plan, Types.GROUP)
                .filter(group -> !used.contains(group.id()))
                .map(group -> violation(group, "nothing uses it"));
    }
}
