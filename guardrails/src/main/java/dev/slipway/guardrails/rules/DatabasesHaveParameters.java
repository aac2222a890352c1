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
        return created(plan, Types.DATABASE)
                .filter(database -> created(plan, Types.PARAMETER_GROUP)
                        .noneMatch(group -> database.value("parameterGroupName")
                                .filter(Values.is(group.text("name")))
                                .isPresent()))
                .map(database -> finding(database, "parameterGroupName"));
    }
}
