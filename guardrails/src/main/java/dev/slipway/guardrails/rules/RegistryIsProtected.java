package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RegistryIsProtected extends Guardrail {

    RegistryIsProtected() {
        super(
                Severity.HIGH,
                "A registry is protected from deletion, because environments run its images",
                "set protect, and delete forceDelete");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.REPOSITORY)
                .filter(repository -> !repository.options().protect() || repository.flag("forceDelete"))
                .map(repository -> violation(repository, "it can be deleted"));
    }
}
