package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The engine's plan in a form that is equal for equal plans. Two plans of the same program, settings and state differ in their
 * time, in a random seed for each resource, in the encryption of secrets, and in the order of dependencies
 * (docs/decisions/approved-is-applied.md).
 */
final class SavedPlan {

    private final JsonNode canonical;

    private SavedPlan(JsonNode canonical) {
        this.canonical = canonical;
    }

    static SavedPlan of(JsonNode plan) {
        var canonical = Json.masked(plan);
        ((ObjectNode) canonical).remove("manifest");
        canonical.path("resourcePlans").forEach(resource -> {
            ((ObjectNode) resource).remove("seed");
            Json.sortDependencies(resource.path("goal"));
        });
        return new SavedPlan(canonical);
    }

    /** What the update does to each resource: a hash by URN. The state is another part of an approval. */
    Map<String, String> resources() {
        var hashes = new TreeMap<String, String>();
        canonical.path("resourcePlans").properties().forEach(entry -> {
            var resource = (ObjectNode) entry.getValue().deepCopy();
            resource.remove("state");
            hashes.put(entry.getKey(), Json.hash(resource));
        });
        return hashes;
    }

    /** The configuration for which the plan was made, with the defaults of Pulumi.yaml. */
    JsonNode config() {
        return canonical.path("config");
    }

    /** The steps that the plan allows for a resource: {@code same}, {@code update}, or several for a replacement. */
    Map<String, String> steps() {
        var steps = new TreeMap<String, String>();
        canonical
                .path("resourcePlans")
                .properties()
                .forEach(entry -> steps.put(
                        entry.getKey(),
                        String.join(
                                ", ",
                                StreamSupport.stream(
                                                entry.getValue().path("steps").spliterator(), false)
                                        .map(JsonNode::asText)
                                        .toList())));
        return steps;
    }
}
