package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BoundariesDenyTheState extends Guardrail {

    BoundariesDenyTheState() {
        super(
                Severity.HIGH,
                "The permissions boundary of an environment denies the buckets of the state and of other environments",
                "add the Deny statement",
                "IAM5");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:iam/policy:Policy")
                .filter(policy -> Boundaries.is(plan, policy))
                .filter(policy -> Policies.statements(policy, "policy")
                                .noneMatch(statement -> !statement.allows()
                                        && statement.actions().contains("s3:*")
                                        && statement.resources().stream()
                                                .anyMatch(bucket -> bucket.contains("-state-")))
                        || (Boundaries.all(plan).count() > 1
                                && Policies.statements(policy, "policy")
                                        .noneMatch(statement -> !statement.allows()
                                                && statement.actions().contains("sqs:*"))))
                .map(policy -> violation(
                        policy, "it does not deny the buckets of the state, or the queues of other environments"));
    }
}
