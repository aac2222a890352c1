package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ResourcePoliciesAreNotPublic extends Guardrail {

    ResourcePoliciesAreNotPublic() {
        super(
                Severity.HIGH,
                "The policy of a bucket, topic, queue, key or file system allows nothing to everybody",
                "name the principal",
                "CKV_AWS_33",
                "CKV_AWS_70",
                "SQS.3",
                "SNS.4");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_RESOURCES)
                .filter(statement -> statement.allows() && statement.isPublic())
                .map(statement ->
                        violation(statement.resource(), "it allows %s to everybody".formatted(statement.actions())));
    }
}
