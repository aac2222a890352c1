package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class OidcProviderHasOneAudience extends Guardrail {

    OidcProviderHasOneAudience() {
        super(
                Severity.HIGH,
                "GitHub signs in to AWS with the audience of AWS STS only",
                "set clientIdLists to sts.amazonaws.com");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
                .filter(provider -> !provider.list("clientIdLists").equals(List.of("sts.amazonaws.com"))
                        || provider.value("url")
                                .filter(Values.matches("https://.+"))
                                .isEmpty())
                .map(provider -> finding(provider, "clientIdLists"));
    }
}
