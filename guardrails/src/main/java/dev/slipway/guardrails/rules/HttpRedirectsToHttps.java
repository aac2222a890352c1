package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class HttpRedirectsToHttps extends Guardrail {

    HttpRedirectsToHttps() {
        super(
                Severity.HIGH,
                "A listener for HTTP only redirects to HTTPS",
                "set its default action to a redirect to HTTPS",
                "ELB.1",
                "CKV2_AWS_20",
                "CKV_AWS_2");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.LISTENER)
                .filter(listener ->
                        listener.value("protocol").filter(Values.is("HTTPS")).isEmpty())
                .filter(listener -> !(listener.value("defaultActions[0].type")
                                .filter(Values.is("redirect"))
                                .isPresent()
                        && listener.value("defaultActions[0].redirect.protocol")
                                .filter(Values.is("HTTPS"))
                                .isPresent()))
                .map(listener -> violation(listener, "it answers by HTTP"));
    }
}
