package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseIsPrivate extends Guardrail {

    DatabaseIsPrivate() {
        super(
                Severity.HIGH,
                "A database has no public address",
                "set publiclyAccessible to false",
                "RDS.2",
                "CKV_AWS_17");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(Databases.instances(plan), "publiclyAccessible", Values.FALSE);
    }
}
