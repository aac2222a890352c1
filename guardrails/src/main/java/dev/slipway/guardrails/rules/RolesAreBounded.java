package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RolesAreBounded extends Guardrail {

    RolesAreBounded() {
        super(
                Severity.HIGH,
                "All roles of an environment have its permissions boundary, if its foundation has one",
                "create the role below the environment, which adds the boundary",
                "CKV_AWS_286");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var bounded = created(plan, Types.ROLE)
                .anyMatch(role -> role.value("permissionsBoundary").isPresent());
        return bounded && plan.all("slipway:index:Environment").findAny().isPresent()
                ? each(
                        plan,
                        Types.ROLE,
                        "permissionsBoundary",
                        Values.matches("arn:[^:]*:iam::\\d+:policy/.+-boundary"))
                : Stream.empty();
    }
}
