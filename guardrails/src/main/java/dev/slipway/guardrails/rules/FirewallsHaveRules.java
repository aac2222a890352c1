package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FirewallsHaveRules extends Guardrail {

    FirewallsHaveRules() {
        super(
                Severity.HIGH,
                "A web ACL has the managed rules for common attacks and for known bad inputs, and limits the rate of requests",
                "add the rule",
                "WAF.10",
                "CKV_AWS_175",
                "CKV_AWS_192");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Firewalls.TYPE)
                .flatMap(firewall -> Stream.of(
                                "AWSManagedRulesCommonRuleSet",
                                "AWSManagedRulesKnownBadInputsRuleSet",
                                "rateBasedStatement")
                        .filter(rule -> Firewalls.rules(firewall).noneMatch(text -> text.contains(rule)))
                        .map(rule -> violation(firewall, "it has no rule " + rule)));
    }
}
