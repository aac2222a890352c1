package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseCertificateIsModern extends Guardrail {

    DatabaseCertificateIsModern() {
        super(
                Severity.MEDIUM,
                "The certificate of a database is of an authority that is valid for decades",
                "set caCertIdentifier to rds-ca-rsa2048-g1",
                "CKV_AWS_211");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.instances(plan)
                .filter(database -> database.value("caCertIdentifier")
                        .filter(Values.matches("rds-ca-(rsa2048|rsa4096|ecc384)-g\\d"))
                        .isEmpty())
                .map(database -> finding(database, "caCertIdentifier"));
    }
}
