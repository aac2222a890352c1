package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class EgressToTheInternetIsListed extends Guardrail {

    EgressToTheInternetIsListed() {
        super(
                Severity.MEDIUM,
                "Tasks reach the internet by HTTPS and by the ports of network.egressPorts only",
                "add the port to network.egressPorts",
                "CKV_AWS_382");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var ports = Production.egressPorts(plan);
        return created(plan, Types.EGRESS)
                .filter(Groups::isOpenToTheWorld)
                .filter(rule -> !Groups.port(rule).equals("443") && !ports.contains(Groups.port(rule)))
                .map(rule -> violation(rule, "it opens %s".formatted(Groups.ports(rule))));
    }
}
