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
                "Alarms watch the CPU, the memory, the connections and the storage of a database, or the capacity of a cluster",
                "create the alarms");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        Alarms.missing(
                                plan,
                                Types.DATABASE,
                                "identifier",
                                "DBInstanceIdentifier",
                                "CPUUtilization",
                                "DatabaseConnections",
                                "FreeStorageSpace",
                                "FreeableMemory"),
                        Alarms.missing(
                                plan,
                                Types.DATABASE_CLUSTER,
                                "clusterIdentifier",
                                "DBClusterIdentifier",
                                "ACUUtilization",
                                "CPUUtilization",
                                "DatabaseConnections",
                                "FreeableMemory"))
                .filter(missing -> missing.resource().value("replicateSourceDb").isEmpty())
                .map(missing -> violation(missing.resource(), "no alarm watches " + missing.metric()));
    }
}
