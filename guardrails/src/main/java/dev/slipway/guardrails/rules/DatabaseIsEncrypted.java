package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseIsEncrypted extends Guardrail {

    DatabaseIsEncrypted() {
        super(
                Severity.HIGH,
                "A database encrypts its storage",
                "set storageEncrypted to true; a database that exists has to be restored from an encrypted copy of a snapshot",
                "RDS.3",
                "CKV_AWS_16");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(Databases.stores(plan), "storageEncrypted", Values.TRUE);
    }
}
