package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseForcesTls extends Guardrail {

    DatabaseForcesTls() {
        super(Severity.HIGH, "A database refuses connections without TLS", "set rds.force_ssl to 1", "CKV2_AWS_69");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.without(Databases.parametersOfDatabases(plan), "rds.force_ssl", Values.is("1"))
                .map(group -> violation(group, "rds.force_ssl is not 1"));
    }
}
