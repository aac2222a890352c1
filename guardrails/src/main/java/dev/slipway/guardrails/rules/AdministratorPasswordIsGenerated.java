package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Secret;

import java.util.stream.Stream;

final class AdministratorPasswordIsGenerated extends Guardrail {

    AdministratorPasswordIsGenerated() {
        super(
                Severity.HIGH,
                "RDS or Pulumi generates the password of the administrator of a database",
                "set manageMasterUserPassword to true");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Databases.primaries(plan)
                .filter(database -> database.value("manageMasterUserPassword")
                                .filter(Values.TRUE)
                                .isEmpty()
                        && !(database.inputs().get("password") instanceof Secret))
                .map(database -> finding(database, "manageMasterUserPassword"));
    }
}
