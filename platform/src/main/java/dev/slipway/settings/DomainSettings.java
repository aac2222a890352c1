package dev.slipway.settings;

/** Where users find the service. */
public record DomainSettings(
        @Setting(
                value = "The service's host name, inside the foundation's zone.",
                example = "orders.staging.acme.dev",
                pattern = "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}",
                form = "a host name in lower case")
        String name) {}
