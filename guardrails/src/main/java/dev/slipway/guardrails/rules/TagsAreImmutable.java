package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TagsAreImmutable extends Guardrail {

    TagsAreImmutable() {
        super(
                Severity.HIGH,
                "The tag of an image cannot be moved to another one",
                "set imageTagMutability to IMMUTABLE",
                "ECR.2",
                "CKV_AWS_51");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.REPOSITORY, "imageTagMutability", Values.is("IMMUTABLE"));
    }
}
