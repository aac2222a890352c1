package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Collectors;
import java.util.stream.Stream;

final class CertifiedNamesHaveAnAddress extends Guardrail {

    CertifiedNamesHaveAnAddress() {
        super(
                Severity.LOW,
                "Each name of a certificate has an address, and each address a certificate",
                "create an alias record of the load balancer, or add the name to the certificate");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CERTIFICATE).flatMap(certificate -> {
            var names = Certificates.names(certificate).collect(Collectors.toSet());
            var addresses = created(plan, Types.RECORD)
                    .filter(record ->
                            record.value("type").filter(Values.is("A")).isPresent())
                    .map(record -> record.text("name"))
                    .collect(Collectors.toSet());
            return names.equals(addresses)
                    ? Stream.empty()
                    : Stream.of(violation(
                            certificate, "it is for %s, and addresses exist for %s".formatted(names, addresses)));
        });
    }
}
