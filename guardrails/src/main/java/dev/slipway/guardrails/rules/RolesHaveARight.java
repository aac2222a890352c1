package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesHaveARight extends Guardrail {

    RolesHaveARight() {
        super(Severity.LOW, "A role has a policy", "add a policy, or delete the role");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .filter(role -> !role.name().endsWith("-task"))
                .filter(role -> Stream.of(
                                "aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                        .flatMap(type -> created(plan, type))
                        .noneMatch(policy -> policy.value("role")
                                .filter(Values.is(role.text("name")))
                                .isPresent()))
                .map(role -> violation(role, "it has no policy"));
    }
}
