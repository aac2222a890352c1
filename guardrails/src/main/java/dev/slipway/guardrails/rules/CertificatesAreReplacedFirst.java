package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class CertificatesAreReplacedFirst extends Guardrail {

    CertificatesAreReplacedFirst() {
        super(
                Severity.MEDIUM,
                "A new certificate exists before the former one is deleted",
                "delete deleteBeforeReplace",
                "CKV_AWS_233");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CERTIFICATE)
                .filter(certificate ->
                        certificate.options().deleteBeforeReplace().orElse(false))
                .map(certificate -> violation(certificate, "deleteBeforeReplace is true"));
    }
}
