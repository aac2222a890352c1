package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class CertifiedNamesHaveAnAddress extends Guardrail {

    CertifiedNamesHaveAnAddress() {
        super(
                Severity.LOW,
                "The name of a certificate has an address record",
                "create an alias record of the load balancer");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CERTIFICATE)
                .filter(certificate -> created(plan, Types.RECORD)
                        .filter(record ->
                                record.value("type").filter(Values.is("A")).isPresent())
                        .noneMatch(record -> record.value("name").equals(certificate.value("domainName"))))
                .map(certificate -> violation(certificate, "its name has no address"));
    }
}
