package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DatabasesHaveParameters extends Guardrail {

    DatabasesHaveParameters() {
        super(
                Severity.MEDIUM,
                "A database uses the parameters of the estate, not the defaults of RDS",
                "set parameterGroupName to that of a ParameterGroup");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(
                        without(plan, Types.DATABASE, "parameterGroupName", Types.PARAMETER_GROUP),
                        without(plan, Types.CLUSTER_INSTANCE, "dbParameterGroupName", Types.PARAMETER_GROUP),
                        without(plan, Types.DATABASE_CLUSTER, "dbClusterParameterGroupName", Types.CLUSTER_PARAMETERS))
                .flatMap(findings -> findings);
    }

    private Stream<Finding> without(Plan plan, String type, String input, String groups) {
        return created(plan, type)
                .filter(database -> created(plan, groups)
                        .noneMatch(group -> database.value(input)
                                .filter(Values.is(group.text("name")))
                                .isPresent()))
                .map(database -> finding(database, input));
    }
}
