package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseHasAStandby extends Guardrail {

    DatabaseHasAStandby() {
        super(
                Severity.HIGH,
                "The database of production has a standby in another zone",
                "set database.multiAz to true",
                "RDS.5",
                "CKV_AWS_157");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? Databases.primaries(plan)
                        .filter(database -> Databases.isCluster(database)
                                ? Databases.instancesOf(plan, database).count() < 2
                                : database.value("multiAz").filter(Values.TRUE).isEmpty())
                        .map(database -> Databases.isCluster(database)
                                ? violation(database, "it has fewer than two instances")
                                : finding(database, "multiAz"))
                : Stream.empty();
    }
}
