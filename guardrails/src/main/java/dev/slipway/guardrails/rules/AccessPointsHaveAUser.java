package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AccessPointsHaveAUser extends Guardrail {

    AccessPointsHaveAUser() {
        super(
                Severity.MEDIUM,
                "An access point sets the user and group of its clients, which are not root, and gives others no rights",
                "set posixUser, and permissions without rights for others",
                "EFS.4",
                "CKV_AWS_330");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(
                        each(plan, Types.ACCESS_POINT, "posixUser.uid", Values.atLeast(1)),
                        each(plan, Types.ACCESS_POINT, "posixUser.gid", Values.atLeast(1)),
                        each(
                                plan,
                                Types.ACCESS_POINT,
                                "rootDirectory.creationInfo.permissions",
                                Values.matches("0?7[0-7]0")))
                .flatMap(findings -> findings);
    }
}
