package dev.slipway.settings.rules;

import dev.slipway.settings.DomainSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An environment's host name must be in the foundation's zone, or it cannot be resolved. */
public final class DomainInZone {

    private DomainInZone() {}

    /**
     * Checks the host names against the zone.
     *
     * @param domain the environment's host names
     * @param zone the foundation's zone
     */
    public static Stream<Problem> problems(DomainSettings domain, String zone) {
        return Stream.of(
                        problem("domain.name", domain.name(), zone),
                        IntStream.range(0, domain.aliases().size())
                                .boxed()
                                .flatMap(i -> problem(
                                        "domain.aliases[" + i + "]",
                                        domain.aliases().get(i),
                                        zone)),
                        IntStream.range(0, domain.redirects().size())
                                .boxed()
                                .flatMap(i -> problem(
                                        "domain.redirects[" + i + "]",
                                        domain.redirects().get(i),
                                        zone)))
                .flatMap(problems -> problems);
    }

    private static Stream<Problem> problem(String path, String name, String zone) {
        return name.equals(zone) || name.endsWith("." + zone)
                ? Stream.empty()
                : Stream.of(new Problem(
                        path,
                        name,
                        "is not in the foundation's zone, " + zone,
                        "write a name that ends in ." + zone + ", or set the foundation's zone"));
    }
}
