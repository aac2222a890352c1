package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.stream.Stream;

final class AdministratorHasAName extends Guardrail {

    AdministratorHasAName() {
        super(
                Severity.LOW,
                "The administrator of a database is not named as everywhere else",
                "choose a name that is not postgres, admin or root",
                "RDS.25");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                .filter(database -> database.value(name(database))
                        .filter(Values.in("postgres", "admin", "root", "rdsadmin")
                                .negate())
                        .isEmpty())
                .map(database -> finding(database, name(database)));
    }

    private static String name(PlannedResource database) {
        return Databases.isCluster(database) ? "masterUsername" : "username";
    }
}
