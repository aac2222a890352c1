package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseIsMeasured extends Guardrail {

    DatabaseIsMeasured() {
        super(
                Severity.LOW,
                "A database has Performance Insights",
                "set performanceInsightsEnabled to true",
                "CKV_AWS_353");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.instances(plan)
                .filter(database -> database.value("performanceInsightsEnabled")
                        .filter(Values.TRUE)
                        .isEmpty())
                .map(database -> finding(database, "performanceInsightsEnabled"));
    }
}
