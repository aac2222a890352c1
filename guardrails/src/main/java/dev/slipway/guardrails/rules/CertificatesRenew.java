package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class CertificatesRenew extends Guardrail {

    CertificatesRenew() {
        super(
                Severity.MEDIUM,
                "ACM renews a certificate by itself: DNS records validate it",
                "set validationMethod to DNS, and create a CertificateValidation");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CERTIFICATE)
                .filter(certificate -> certificate
                                .value("validationMethod")
                                .filter(Values.is("DNS"))
                                .isEmpty()
                        || created(plan, "aws:acm/certificateValidation:CertificateValidation")
                                .noneMatch(validation -> validation
                                                .value("certificateArn")
                                                .filter(Values.is(certificate.text("arn")))
                                                .isPresent()
                                        && validation
                                                        .list("validationRecordFqdns")
                                                        .size()
                                                >= Certificates.names(certificate)
                                                        .map(name -> name.replaceFirst("^\\*\\.", ""))
                                                        .distinct()
                                                        .count()))
                .map(certificate -> violation(certificate, "no DNS record validates it"));
    }
}
