package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FirewallsAreMeasured extends Guardrail {

    FirewallsAreMeasured() {
        super(
                Severity.LOW,
                "A web ACL and its rules have metrics, so that what they block is visible",
                "set cloudwatchMetricsEnabled to true",
                "WAF.12");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Firewalls.TYPE)
                .filter(firewall -> firewall.value("visibilityConfig.cloudwatchMetricsEnabled")
                                .filter(Values.TRUE)
                                .isEmpty()
                        || Firewalls.rules(firewall)
                                .anyMatch(rule -> !rule.contains("cloudwatchMetricsEnabled=true")
                                        || !rule.contains("sampledRequestsEnabled=true"))
                        || firewall.value("visibilityConfig.sampledRequestsEnabled")
                                .filter(Values.TRUE)
                                .isEmpty())
                .map(firewall -> violation(firewall, "it or one of its rules has no metrics"));
    }
}
