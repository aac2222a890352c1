package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabaseRecordsSlowStatements extends Guardrail {

    DatabaseRecordsSlowStatements() {
        super(
                Severity.LOW,
                "A database logs statements that take longer than a second, and changes of its schema",
                "set log_min_duration_statement and log_statement in database.parameters",
                "CKV2_AWS_30");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        Databases.without(
                                created(plan, Types.PARAMETER_GROUP),
                                "log_min_duration_statement",
                                Values.between(0, 60_000)),
                        Databases.without(
                                created(plan, Types.PARAMETER_GROUP), "log_statement", Values.in("ddl", "mod", "all")))
                .distinct()
                .map(group -> violation(group, "it does not log slow statements or changes of the schema"));
    }
}
