package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class EnvironmentsHaveABoundary extends Guardrail {

    EnvironmentsHaveABoundary() {
        super(
                Severity.HIGH,
                "Each deploy role comes with the permissions boundary of its environment",
                "create the policy <project>-<environment>-boundary");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .filter(role -> role.value("name")
                        .filter(Values.matches(".+-deploy-.+"))
                        .isPresent())
                .filter(role -> created(plan, "aws:iam/policy:Policy")
                        .noneMatch(policy -> policy.value("name")
                                .filter(Values.is(role.text("name").replaceFirst("-deploy-", "-") + "-boundary"))
                                .isPresent()))
                .map(role -> violation(role, "its environment has no boundary"));
    }
}
