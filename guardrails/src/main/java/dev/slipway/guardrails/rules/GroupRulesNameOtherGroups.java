package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class GroupRulesNameOtherGroups extends Guardrail {

    GroupRulesNameOtherGroups() {
        super(
                Severity.HIGH,
                "Tasks, databases and file systems are opened to security groups, not to ranges of addresses",
                "name the security group of the caller");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var balancers = Groups.ofBalancers(plan);
        return created(plan, Types.INGRESS)
                .filter(rule -> rule.value("securityGroupId")
                        .filter(group -> !balancers.contains(String.valueOf(group)))
                        .isPresent())
                .filter(rule -> rule.value("referencedSecurityGroupId").isEmpty())
                .map(rule -> violation(rule, "it opens %s to a range".formatted(Groups.ports(rule))));
    }
}
