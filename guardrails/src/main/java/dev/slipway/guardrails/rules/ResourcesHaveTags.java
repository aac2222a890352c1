package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ResourcesHaveTags extends Guardrail {

    ResourcesHaveTags() {
        super(
                Severity.MEDIUM,
                "All resources have the tags project and environment, by which roles are limited",
                "keep the default tags of the provider");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return plan.all("pulumi:providers:aws")
                .filter(provider -> !Stream.of("project", "environment")
                        .allMatch(tag -> String.valueOf(
                                        provider.value("defaultTags").orElse(""))
                                .contains(tag)))
                .map(provider -> finding(provider, "defaultTags"));
    }
}
