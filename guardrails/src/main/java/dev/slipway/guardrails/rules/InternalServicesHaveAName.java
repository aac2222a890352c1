package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class InternalServicesHaveAName extends Guardrail {

    InternalServicesHaveAName() {
        super(
                Severity.MEDIUM,
                "A service that others call has a name in the namespace, and those that call it are in the namespace",
                "enable serviceConnectConfiguration, with a client alias");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .filter(service -> service.value("serviceConnectConfiguration").isPresent())
                .filter(service -> service.value("serviceConnectConfiguration.enabled")
                                .filter(Values.TRUE)
                                .isEmpty()
                        || service.value("serviceConnectConfiguration.namespace")
                                .isEmpty()
                        || (Containers.all(plan)
                                        .filter(container -> service.value("taskDefinition")
                                                .equals(container.task().value("arn")))
                                        .anyMatch(container -> container
                                                .json()
                                                .path("portMappings")
                                                .toString()
                                                .contains("\"name\""))
                                && !String.valueOf(service.list("serviceConnectConfiguration.services"))
                                        .contains("dnsName")))
                .map(service -> finding(service, "serviceConnectConfiguration"));
    }
}
