package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class BrowsersKeepToHttps extends Guardrail {

    BrowsersKeepToHttps() {
        super(
                Severity.MEDIUM,
                "A listener for HTTPS sends Strict-Transport-Security for a year or more, and does not name its server",
                "set routingHttpResponseStrictTransportSecurityHeaderValue and routingHttpResponseServerEnabled");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LISTENER)
                .filter(listener ->
                        listener.value("protocol").filter(Values.is("HTTPS")).isPresent())
                .flatMap(listener -> Stream.of(
                                Map.entry(
                                        "routingHttpResponseStrictTransportSecurityHeaderValue",
                                        Values.matches("max-age=(3[2-9]|[4-9]\\d)\\d{6}.*")),
                                Map.entry("routingHttpResponseServerEnabled", Values.FALSE))
                        .filter(header -> listener.value(header.getKey())
                                .filter(header.getValue())
                                .isEmpty())
                        .map(header -> finding(listener, header.getKey())));
    }
}
