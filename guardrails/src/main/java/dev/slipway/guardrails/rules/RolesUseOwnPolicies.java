package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesUseOwnPolicies extends Guardrail {

    RolesUseOwnPolicies() {
        super(
                Severity.MEDIUM,
                "A role has policies of the estate, not those that AWS manages and changes",
                "write a policy with what the role needs",
                "IAM4");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                created(plan, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                        .filter(attachment -> attachment
                                .value("policyArn")
                                .filter(Values.matches("arn:[^:]*:iam::aws:.*"))
                                .isPresent())
                        .map(attachment -> finding(attachment, "policyArn")),
                created(plan, Types.ROLE)
                        .filter(role -> !role.list("managedPolicyArns").isEmpty())
                        .map(role -> finding(role, "managedPolicyArns")));
    }
}
