package dev.slipway.guardrails.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** An IAM policy with one change for the worse each. */
final class PolicyMutants {

    private static final String ANY = "*";

    private PolicyMutants() {}

    /** The changed policies as JSON text, by the change in words. */
    static Map<String, String> of(JsonNode policy) {
        var mutants = new LinkedHashMap<String, String>();
        if (!policy.path("Statement").isArray() && !policy.path("Statement").isObject()) {
            return mutants;
        }
        var count =
                policy.path("Statement").isArray() ? policy.path("Statement").size() : 1;
        for (var i = 0; i < count; i++) {
            var place = "statement " + (i + 1);
            var statement = statement(policy, i);
            if (statement.path("Effect").asText().equals("Deny")) {
                if (count > 1) {
                    var copy = policy.deepCopy();
                    ((ArrayNode) copy.path("Statement")).remove(i);
                    mutants.put(place + ", which denies, is dropped", copy.toString());
                }
                mutants.put(place + " allows", changed(policy, i, each -> each.put("Effect", "Allow")));
                continue;
            }
            if (!statement.path("Action").asText().equals(ANY)) {
                mutants.put(place + " allows all actions", changed(policy, i, each -> each.put("Action", ANY)));
            }
            if (statement.has("Resource")
                    && !statement.path("Resource").asText().equals(ANY)) {
                mutants.put(place + " is about all resources", changed(policy, i, each -> each.put("Resource", ANY)));
            }
            if (statement.has("Condition")) {
                mutants.put(place + " has no conditions", changed(policy, i, each -> each.remove("Condition")));
            }
            if (statement.has("Principal")
                    && !statement.path("Principal").asText().equals(ANY)) {
                mutants.put(place + " is about everybody", changed(policy, i, each -> each.put("Principal", ANY)));
            }
        }
        return mutants;
    }

    private static JsonNode statement(JsonNode policy, int index) {
        var statements = policy.path("Statement");
        return statements.isArray() ? statements.get(index) : statements;
    }

    private static String changed(JsonNode policy, int index, Consumer<ObjectNode> change) {
        var copy = policy.deepCopy();
        change.accept((ObjectNode) statement(copy, index));
        return copy.toString();
    }
}
