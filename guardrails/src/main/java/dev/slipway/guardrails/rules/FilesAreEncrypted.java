package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesAreEncrypted extends Guardrail {

    FilesAreEncrypted() {
        super(
                Severity.HIGH,
                "A file system is encrypted",
                "set encrypted to true; a file system that exists has to be copied to a new one",
                "EFS.1",
                "EFS.8",
                "CKV_AWS_42");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.FILES, "encrypted", Values.TRUE);
    }
}
