package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/** What a refresh found of one resource that is not as it was left. */
final class Drift {

    private Drift() {}

    /**
     * Says it in lines.
     *
     * @param name of the resource
     * @param read what the engine tells of it when it has read it anew
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

    /** moto 5.2.5 keeps the description of a rule that names a group or a prefix list, but does not return it. */
    private static boolean unknownToTheSimulator(String property, JsonNode rule) {
        return property.equals("description")
                && rule.path("type").asText().matches("aws:vpc/securityGroup(In|E)gressRule:.*")
                && !rule.path("outputs").has("cidrIpv4");
    }
}
