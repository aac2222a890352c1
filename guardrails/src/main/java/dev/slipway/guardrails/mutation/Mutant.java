package dev.slipway.guardrails.mutation;

import dev.slipway.plan.Plan;

/**
 * A plan with one change for the worse.
 *
 * @param resource the name of the resource that has changed
 * @param type its type
 * @param change the change in words: {@code storageEncrypted is false}
 */
public record Mutant(String resource, String type, String change, Plan plan) {

    /** The change with its resource, without the environment's name. */
    @Override
    public String toString() {
        return "%s %s: %s".formatted(type.substring(type.lastIndexOf(':') + 1), plan.shortName(resource), change);
    }
}
