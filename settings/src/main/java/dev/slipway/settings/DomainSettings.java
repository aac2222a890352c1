package dev.slipway.settings;

/** Where users find the service. */
public record DomainSettings(
        @Setting(
                value = "The service's host name, inside the foundation's zone.",
                example = "orders.staging.acme.dev",
                pattern = Patterns.HOST_NAME,
                form = "a host name in lower case",
                suggestion = Suggestion.HOST_NAME)
        String name) {}
