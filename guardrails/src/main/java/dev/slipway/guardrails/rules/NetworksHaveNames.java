package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class NetworksHaveNames extends Guardrail {

    NetworksHaveNames() {
        super(
                Severity.MEDIUM,
                "A VPC resolves names, which private endpoints and databases need",
                "set enableDnsSupport and enableDnsHostnames to true");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of("enableDnsSupport", "enableDnsHostnames")
                .flatMap(input -> each(plan, Types.VPC, input, Values.TRUE));
    }
}
