package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class OldImagesExpire extends Guardrail {

    OldImagesExpire() {
        super(
                Severity.LOW,
                "A registry deletes old images, and keeps those that were promoted for longer",
                "create a LifecyclePolicy",
                "ECR.3");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.REPOSITORY)
                .filter(repository -> created(plan, "aws:ecr/lifecyclePolicy:LifecyclePolicy")
                        .noneMatch(policy -> policy.value("repository")
                                        .filter(Values.is(repository.text("name")))
                                        .isPresent()
                                && policy.value("policy")
                                        .filter(Values.matches(".*\"countNumber\":\\d{2,}.*"))
                                        .isPresent()))
                .map(repository -> violation(repository, "it has no lifecycle policy"));
    }
}
