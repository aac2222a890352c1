package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/** The differences that a refresh found in one resource. */
final class Drift {

    private Drift() {}

    /**
     * Formats the differences as lines.
     *
     * @param name the resource's name
     * @param read the engine's event after it read the resource again
     */
    static Set<String> of(String name, JsonNode read) {
        var drift = new TreeSet<String>();
        for (var difference : read.path("diffs")) {
            if (!unknownToTheSimulator(difference.asText(), read.path("old"))) {
                drift.add(name + ": " + difference.asText());
            }
        }
        if (read.path("diffs").isEmpty()) {
            drift.add(name + ": " + read.path("op").asText());
        }
        return drift;
    }

    /**
     * moto 5.2.5 keeps the description of a rule that names a group or a prefix list, but does not return it. It returns a
     * redrive policy with blanks, which AWS does not; the provider reports each format but its own as a change of the queue,
     * even where another resource sets the policy.
     */
    private static boolean unknownToTheSimulator(String property, JsonNode resource) {
        var type = resource.path("type").asText();
        return switch (property) {
            case "description" ->
                type.matches("aws:vpc/securityGroup(In|E)gressRule:.*")
                        && !resource.path("outputs").has("cidrIpv4");
            case "redrivePolicy" ->
                type.equals("aws:sqs/queue:Queue") && !resource.path("inputs").has(property);
            default -> false;
        };
    }
}
