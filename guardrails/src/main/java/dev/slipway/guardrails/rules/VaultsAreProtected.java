package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class VaultsAreProtected extends Guardrail {

    VaultsAreProtected() {
        super(
                Severity.HIGH,
                "The backup vault of production is not deleted with its backups, unless its settings list it in unprotected",
                "set forceDestroy to false");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, "aws:backup/vault:Vault")
                        .filter(vault -> !Production.isUnprotected(plan, vault))
                        .filter(vault -> vault.flag("forceDestroy"))
                        .map(vault -> finding(vault, "forceDestroy"))
                : Stream.empty();
    }
}
