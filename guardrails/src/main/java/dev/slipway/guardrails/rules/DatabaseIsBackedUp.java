package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseIsBackedUp extends Guardrail {

    DatabaseIsBackedUp() {
        super(
                Severity.HIGH,
                "A database can be restored to any time of the last seven days or more",
                "set database.backupDays to 7 or more",
                "RDS.11",
                "CKV_AWS_133");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                .filter(database -> database.value("backupRetentionPeriod")
                        .filter(Values.atLeast(Production.is(plan) ? 7 : 1))
                        .isEmpty())
                .map(database -> finding(database, "backupRetentionPeriod"));
    }
}
