package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class PoliciesAreUsed extends Guardrail {

    PoliciesAreUsed() {
        super(Severity.LOW, "A policy is attached to a role, or is a boundary", "attach it, or delete it");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:iam/policy:Policy")
                .filter(policy -> !Boundaries.is(plan, policy))
                .filter(policy -> created(plan, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                        .noneMatch(attachment -> attachment.value("policyArn").equals(policy.value("arn"))))
                .map(policy -> violation(policy, "nothing uses it"));
    }
}
