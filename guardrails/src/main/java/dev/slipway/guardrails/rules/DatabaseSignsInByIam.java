package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseSignsInByIam extends Guardrail {

    DatabaseSignsInByIam() {
        super(
                Severity.MEDIUM,
                "Services sign in to a database with tokens of IAM",
                "set iamDatabaseAuthenticationEnabled to true",
                "RDS.10",
                "CKV_AWS_161");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(Databases.stores(plan), "iamDatabaseAuthenticationEnabled", Values.TRUE);
    }
}
