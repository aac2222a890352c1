package dev.slipway.guardrails;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A violation that a team allows.
 *
 * @param rule the rule's id
 * @param resource the resource's name in the program, as the finding shows it
 * @param reason why
 * @param until the last day on which it is allowed; empty if somebody decided to allow it permanently
 */
public record Exemption(String rule, String resource, String reason, Optional<LocalDate> until) {

    boolean covers(Finding finding) {
        return rule.equals(finding.rule().id()) && resource.equals(finding.resource());
    }

    boolean isExpired(LocalDate today) {
        return until.filter(today::isAfter).isPresent();
    }
}
