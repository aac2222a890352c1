package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class EndpointsUsePrivateNames extends Guardrail {

    EndpointsUsePrivateNames() {
        super(
                Severity.LOW,
                "An interface endpoint answers at the name of its AWS service, in two zones or more",
                "set privateDnsEnabled to true, and list the private subnets");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ENDPOINT)
                .filter(endpoint -> endpoint.value("vpcEndpointType")
                        .filter(Values.is("Interface"))
                        .isPresent())
                .filter(endpoint -> !endpoint.flag("privateDnsEnabled")
                        || endpoint.list("subnetIds").size() < 2)
                .map(endpoint -> violation(endpoint, "it has no private name, or only one zone"));
    }
}
