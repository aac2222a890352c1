package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TlsPolicyIsRecommended extends Guardrail {

    TlsPolicyIsRecommended() {
        super(
                Severity.HIGH,
                "A listener for HTTPS accepts TLS 1.2 and 1.3 with forward secrecy only",
                "set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
                "ELB.17",
                "CKV_AWS_103");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LISTENER)
                .filter(listener ->
                        listener.value("protocol").filter(Values.is("HTTPS")).isPresent())
                .filter(listener -> listener.value("sslPolicy")
                        .filter(Values.matches("ELBSecurityPolicy-TLS13-1-[23]-(Res-)?(PQ-)?20.*"))
                        .isEmpty())
                .map(listener -> finding(listener, "sslPolicy"));
    }
}
