package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseLeavesASnapshot extends Guardrail {

    DatabaseLeavesASnapshot() {
        super(
                Severity.HIGH,
                "A database that is deleted leaves a snapshot",
                "set skipFinalSnapshot to false, with a finalSnapshotIdentifier");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                .filter(database ->
                        database.value("skipFinalSnapshot").filter(Values.FALSE).isEmpty()
                                || database.value("finalSnapshotIdentifier").isEmpty())
                .map(database -> finding(database, "skipFinalSnapshot"));
    }
}
