package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FirewallsLog extends Guardrail {

    FirewallsLog() {
        super(
                Severity.MEDIUM,
                "A web ACL logs the requests that it blocks or counts",
                "create a WebAclLoggingConfiguration",
                "WAF.11",
                "CKV2_AWS_31");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Firewalls.TYPE)
                .filter(firewall -> created(plan, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")
                        .noneMatch(log -> log.value("resourceArn")
                                        .filter(Values.is(firewall.text("arn")))
                                        .isPresent()
                                && !log.list("logDestinationConfigs").isEmpty()))
                .map(firewall -> violation(firewall, "it has no logs"));
    }
}
