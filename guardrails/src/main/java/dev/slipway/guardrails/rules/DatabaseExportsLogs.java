package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class DatabaseExportsLogs extends Guardrail {

    DatabaseExportsLogs() {
        super(
                Severity.MEDIUM,
                "A database sends its logs to CloudWatch",
                "list postgresql and upgrade in enabledCloudwatchLogsExports",
                "RDS.9",
                "RDS.36",
                "CKV_AWS_129");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                // Aurora has no log of upgrades.
                .filter(database -> !database.list("enabledCloudwatchLogsExports")
                        .containsAll(
                                Databases.isCluster(database)
                                        ? List.of("postgresql")
                                        : List.of("postgresql", "upgrade")))
                .map(database -> finding(database, "enabledCloudwatchLogsExports"));
    }
}
