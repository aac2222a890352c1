package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class GroupRulesOpenOnePort extends Guardrail {

    GroupRulesOpenOnePort() {
        super(
                Severity.MEDIUM,
                "A rule of a security group opens one TCP port",
                "write a rule for each port",
                "CKV_AWS_382");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(Types.INGRESS, Types.EGRESS)
                .flatMap(type -> created(plan, type))
                .filter(rule -> Groups.port(rule).isEmpty())
                .map(rule -> violation(rule, "it opens %s".formatted(Groups.ports(rule))));
    }
}
