package dev.slipway.guardrails.rules;

import dev.slipway.plan.PlannedResource;

import java.util.stream.Stream;

/** The certificates in a plan. */
final class Certificates {

    private Certificates() {}

    /** All names of a certificate. */
    static Stream<String> names(PlannedResource certificate) {
        return Stream.concat(
                        certificate.value("domainName").stream(), certificate.list("subjectAlternativeNames").stream())
                .map(String::valueOf)
                .distinct();
    }
}
