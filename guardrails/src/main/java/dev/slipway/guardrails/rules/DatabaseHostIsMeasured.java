package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseHostIsMeasured extends Guardrail {

    DatabaseHostIsMeasured() {
        super(
                Severity.LOW,
                "A database reports the processes of its host every minute or more often",
                "set monitoringInterval to 60 or less, with a monitoringRoleArn",
                "RDS.6",
                "CKV_AWS_118");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.instances(plan)
                .filter(database -> database.value("monitoringInterval")
                                .filter(Values.between(1, 60))
                                .isEmpty()
                        || database.value("monitoringRoleArn").isEmpty())
                .map(database -> finding(database, "monitoringInterval"));
    }
}
