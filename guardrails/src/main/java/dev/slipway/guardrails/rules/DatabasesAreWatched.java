package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabasesAreWatched extends Guardrail {

    DatabasesAreWatched() {
        super(
                Severity.MEDIUM,
                "Alarms watch the CPU, the memory, the storage and the connections of a database",
                "create the alarms");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Alarms.missing(
                        plan,
                        Types.DATABASE,
                        "identifier",
                        "DBInstanceIdentifier",
                        "CPUUtilization",
                        "DatabaseConnections",
                        "FreeStorageSpace",
                        "FreeableMemory")
                .filter(missing -> missing.resource().value("replicateSourceDb").isEmpty())
                .map(missing -> violation(missing.resource(), "no alarm watches " + missing.metric()));
    }
}
