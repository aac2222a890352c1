package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class NetworksArePrivate extends Guardrail {

    NetworksArePrivate() {
        super(
                Severity.HIGH,
                "A VPC and its subnets have private ranges (RFC 1918)",
                "set network.cidr to a private range");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(Types.VPC, Types.SUBNET)
                .flatMap(type -> each(
                        plan,
                        type,
                        "cidrBlock",
                        Values.matches("(10|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\..*/(1[6-9]|2[0-8])")));
    }
}
