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
                "Each role of an environment has its permissions boundary",
                "create the role below the environment, which adds the boundary",
                "CKV_AWS_286");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return plan.all("slipway:index:Environment").findAny().isPresent()
                ? each(
                        plan,
                        Types.ROLE,
                        "permissionsBoundary",
                        Values.matches("arn:[^:]*:iam::\\d+:policy/.+-boundary"))
                : Stream.empty();
    }
}
