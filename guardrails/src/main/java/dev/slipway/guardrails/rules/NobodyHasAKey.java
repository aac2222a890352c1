package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class NobodyHasAKey extends Guardrail {

    NobodyHasAKey() {
        super(Severity.HIGH, "There are no users with long-lived keys", "use a role", "CKV_AWS_273");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(
                        "aws:iam/user:User", "aws:iam/accessKey:AccessKey", "aws:iam/userLoginProfile:UserLoginProfile")
                .flatMap(type -> created(plan, type))
                .map(user -> violation(user, "it is or belongs to a user"));
    }
}
