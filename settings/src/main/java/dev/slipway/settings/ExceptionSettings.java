package dev.slipway.settings;

import java.util.Optional;

/** A guardrail that one resource of a stack may violate. */
public record ExceptionSettings(
        @Setting(
                value = "The guardrail's name in docs/guardrails.md.",
                example = "database-has-a-standby",
                pattern = "[a-z]+(-[a-z0-9]+)*",
                form = "a guardrail's name")
        String rule,

        @Setting(
                value = "The name of the resource, as the violation shows it.",
                example = "slipway-prod-database-instance")
        String resource,

        @Setting(
                value = "Why the resource violates the guardrail.",
                example = "A standby is ordered with the next budget.")
        String reason,

        @Setting(
                value = "The last day on which it may: a date in quotes.",
                example = "2027-03-31",
                pattern = "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])",
                form = "a date such as \"2027-03-31\"")
        Optional<String> until,

        @Setting(value = "Who decided that it always may, instead of until.", example = "the architecture board")
        Optional<String> decidedBy) {}
