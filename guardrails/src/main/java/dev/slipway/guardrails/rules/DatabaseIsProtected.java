package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseIsProtected extends Guardrail {

    DatabaseIsProtected() {
        super(
                Severity.HIGH,
                "The database of production and its backups are protected from deletion, unless its settings list it in unprotected",
                "set deletionProtection and protect to true, and deleteAutomatedBackups to false",
                "RDS.8",
                "CKV_AWS_293");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? Databases.primaries(plan)
                        .filter(database -> !Production.isUnprotected(plan, database))
                        .filter(database -> database.value("deletionProtection")
                                        .filter(Values.TRUE)
                                        .isEmpty()
                                || database.value("deleteAutomatedBackups")
                                        .filter(Values.FALSE)
                                        .isEmpty()
                                || !database.options().protect())
                        .map(database -> violation(database, "it or its backups can be deleted"))
                : Stream.empty();
    }
}
