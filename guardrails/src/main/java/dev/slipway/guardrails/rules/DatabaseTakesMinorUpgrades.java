package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseTakesMinorUpgrades extends Guardrail {

    DatabaseTakesMinorUpgrades() {
        super(
                Severity.MEDIUM,
                "A database takes minor versions, which fix security problems, in its maintenance window",
                "set autoMinorVersionUpgrade to true",
                "RDS.13",
                "CKV_AWS_226");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(Databases.instances(plan), "autoMinorVersionUpgrade", Values.TRUE);
    }
}
