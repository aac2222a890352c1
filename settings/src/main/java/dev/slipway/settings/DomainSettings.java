package dev.slipway.settings;

import java.util.List;
import java.util.stream.Stream;

/** Where users find the services. */
public record DomainSettings(
        @Setting(
                value = "The environment's host name, inside the foundation's zone.",
                example = "orders.staging.acme.dev",
                pattern = Patterns.HOST_NAME,
                form = "a host name in lower case",
                suggestion = Suggestion.HOST_NAME)
        String name,

        @Setting(
                value =
                        "More names inside the zone under which users find the services; one that begins with *. covers all names"
                                + " below it.",
                defaultValue = "[]",
                max = 50,
                example = "[\"*.orders.acme.dev\"]",
                pattern = "(\\*\\.)?" + Patterns.HOST_NAME,
                form = "a host name in lower case, or *. and one")
        List<String> aliases,

        @Setting(
                value = "Names inside the zone that the load balancer redirects to domain.name.",
                defaultValue = "[]",
                max = 50,
                example = "[www.acme.dev]",
                pattern = Patterns.HOST_NAME,
                form = "a host name in lower case",
                suggestion = Suggestion.HOST_NAME)
        List<String> redirects,

        @Setting(
                value =
                        "Whether browsers that have seen domain.name use only HTTPS for all names below it too, for two years.",
                defaultValue = "false")
        boolean includeSubdomains) {

    /** All names that are in the settings. */
    public Stream<String> names() {
        return Stream.of(Stream.of(name), aliases.stream(), redirects.stream()).flatMap(names -> names);
    }
}
