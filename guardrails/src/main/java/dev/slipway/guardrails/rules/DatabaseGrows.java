package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseGrows extends Guardrail {

    DatabaseGrows() {
        super(
                Severity.MEDIUM,
                "The storage of a database grows before it is full",
                "set database.maximumStorage above database.storage");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                // Aurora's storage grows by itself.
                .filter(database -> !Databases.isCluster(database))
                .filter(database -> database.value("maxAllocatedStorage")
                        .filter(Values.atLeast(
                                Values.number(database.value("allocatedStorage").orElse(""))))
                        .isEmpty())
                .map(database -> finding(database, "maxAllocatedStorage"));
    }
}
