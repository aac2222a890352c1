package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AccessPointsHaveARoot extends Guardrail {

    AccessPointsHaveARoot() {
        super(
                Severity.MEDIUM,
                "An access point shows a folder of the file system, not the whole",
                "set rootDirectory.path to a folder",
                "EFS.3",
                "CKV_AWS_329");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.ACCESS_POINT, "rootDirectory.path", Values.matches("/.+"));
    }
}
