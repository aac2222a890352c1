package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.Optional;

/** An environment's host name must be in the foundation's zone, or it cannot be resolved. */
public final class DomainInZone {

    private DomainInZone() {}

    /**
     * Checks the host name against the zone.
     *
     * @param name the environment's host name
     * @param zone the foundation's zone
     */
    public static Optional<Problem> problem(String name, String zone) {
        return name.equals(zone) || name.endsWith("." + zone)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "domain.name",
                        name,
                        "is not in the foundation's zone, " + zone,
                        "write a name that ends in ." + zone + ", or set the foundation's zone"));
    }
}
