package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SubnetsAssignNoPublicAddresses extends Guardrail {

    SubnetsAssignNoPublicAddresses() {
        super(
                Severity.MEDIUM,
                "A subnet gives no public address to what starts in it",
                "set mapPublicIpOnLaunch to false",
                "EC2.15",
                "CKV_AWS_130");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.SUBNET, "mapPublicIpOnLaunch", Values.FALSE);
    }
}
