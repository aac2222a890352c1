package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ZoneIsProtected extends Guardrail {

    ZoneIsProtected() {
        super(Severity.HIGH, "A hosted zone is protected from deletion", "set protect, and delete forceDestroy");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:route53/zone:Zone")
                .filter(zone -> !zone.options().protect() || zone.flag("forceDestroy"))
                .map(zone -> violation(zone, "it can be deleted"));
    }
}
