package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FirewallLogsHaveNoCredentials extends Guardrail {

    FirewallLogsHaveNoCredentials() {
        super(
                Severity.HIGH,
                "The logs of a web ACL have no API keys, tokens and cookies",
                "list the headers in redactedFields");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")
                .filter(log -> !Stream.of("authorization", "cookie", "x-api-key")
                        .allMatch(header ->
                                String.valueOf(log.list("redactedFields")).contains(header)))
                .map(log -> finding(log, "redactedFields"));
    }
}
