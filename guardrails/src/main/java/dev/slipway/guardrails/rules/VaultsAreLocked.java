package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class VaultsAreLocked extends Guardrail {

    VaultsAreLocked() {
        super(
                Severity.HIGH,
                "A backup vault has a key of the environment, and a lock that keeps backups from deletion",
                "create a VaultLockConfiguration, and set kmsKeyArn",
                "CKV_AWS_166");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:backup/vault:Vault")
                .filter(vault -> vault.value("kmsKeyArn").isEmpty()
                        || created(plan, "aws:backup/vaultLockConfiguration:VaultLockConfiguration")
                                .noneMatch(lock -> lock.value("backupVaultName")
                                                .filter(Values.is(vault.text("name")))
                                                .isPresent()
                                        && lock.value("minRetentionDays")
                                                .filter(Values.atLeast(7))
                                                .isPresent()))
                .map(vault -> violation(vault, "its backups can be deleted, or it has no key of its own"));
    }
}
