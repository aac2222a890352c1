package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/** What a refresh found of one resource that is not as it was left. */
final class Drift {

    private Drift() {}

    /** @param name of the resource, for a reader */
    static Set<String> of(String name, JsonNode before, JsonNode now) {
        var drift = new TreeSet<String>();
        if (now.isMissingNode()) {
            drift.add(name + ": is gone");
            return drift;
        }
        var properties = new TreeSet<String>();
        before.path("outputs").fieldNames().forEachRemaining(properties::add);
        now.path("outputs").fieldNames().forEachRemaining(properties::add);
        for (var property : properties) {
            var old = before.path("outputs").path(property);
            if (!old.equals(now.path("outputs").path(property)) && !unknownToTheSimulator(property, before)) {
                drift.add(name + ": " + property);
            }
        }
        return drift;
    }

    /** moto 5.2.5 keeps the description of a rule that names a group, but does not tell it. */
    private static boolean unknownToTheSimulator(String property, JsonNode rule) {
        return property.equals("description")
                && rule.path("type").asText().matches("aws:vpc/securityGroup(In|E)gressRule:.*")
                && rule.path("outputs").has("referencedSecurityGroupId");
    }
}
