package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class CertificatesAreStrong extends Guardrail {

    CertificatesAreStrong() {
        super(
                Severity.HIGH,
                "A certificate has an RSA key of 2,048 bits or more, or an elliptic curve",
                "set keyAlgorithm to RSA_2048",
                "ACM.2");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(
                plan,
                Types.CERTIFICATE,
                "keyAlgorithm",
                Values.in("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1"));
    }
}
