package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesAreBackedUp extends Guardrail {

    FilesAreBackedUp() {
        super(
                Severity.HIGH,
                "The file system of production is backed up every day",
                "set files.backup to true",
                "EFS.2",
                "EFS.7",
                "CKV2_AWS_18");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.FILES)
                        .filter(files -> created(plan, "aws:efs/backupPolicy:BackupPolicy")
                                .noneMatch(policy -> policy.value("fileSystemId")
                                                .filter(Values.is(files.id()))
                                                .isPresent()
                                        && policy.value("backupPolicy.status")
                                                .filter(Values.is("ENABLED"))
                                                .isPresent()))
                        .map(files -> violation(files, "its backup policy is not ENABLED"))
                : Stream.empty();
    }
}
