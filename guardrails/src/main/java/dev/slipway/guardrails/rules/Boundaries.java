package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.stream.Stream;

/** The permissions boundaries that a foundation creates. */
final class Boundaries {

    private Boundaries() {}

    /** Whether a policy limits other policies instead of granting something: its name is that of a boundary. */
    static boolean is(Plan plan, PlannedResource policy) {
        return policy.value("name")
                .filter(Values.matches(".+-boundary"))
                .filter(_ -> plan.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                        .noneMatch(attachment -> attachment.value("policyArn").equals(policy.value("arn"))))
                .isPresent();
    }

    static Stream<PlannedResource> all(Plan plan) {
        return Guardrail.created(plan, "aws:iam/policy:Policy").filter(policy -> is(plan, policy));
    }

    /** Whether a statement belongs to a boundary that denies the same service's resources of others. */
    static boolean denies(Plan plan, Statement statement) {
        return is(plan, statement.resource())
                && statement.actions().stream()
                        .map(action -> action.substring(0, action.indexOf(':') + 1) + "*")
                        .allMatch(service -> all(plan).count() < 2
                                || Policies.statements(statement.resource(), "policy")
                                        .anyMatch(other -> !other.allows()
                                                && other.actions().contains(service)));
    }
}
