package dev.slipway.guardrails.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The container definitions of a task with one change for the worse each. */
final class ContainerMutants {

    private ContainerMutants() {}

    /** The changed definitions as JSON text, by the change in words. */
    static Map<String, String> of(JsonNode containers) {
        var mutants = new LinkedHashMap<String, String>();
        for (var i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            var name = "container " + container.path("name").asText();
            var index = i;
            Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
            changes.put("is privileged", each -> each.put("privileged", true));
            if (container.path("readonlyRootFilesystem").asBoolean()) {
                changes.put("may write to its root", each -> each.put("readonlyRootFilesystem", false));
            }
            if (container.has("user") && !container.path("user").asText().equals("0")) {
                changes.put("runs as root", each -> each.put("user", "0"));
                changes.put("has no user", each -> each.remove("user"));
            }
            if (container.has("logConfiguration")) {
                changes.put("has no log", each -> each.remove("logConfiguration"));
            }
            if (container.path("image").asText().contains("@sha256:")) {
                changes.put(
                        "runs a tag",
                        each -> each.put("image", each.path("image").asText().replaceFirst("@.*", ":latest")));
            }
            changes.put(
                    "has a plain password",
                    each -> each.withArray("environment")
                            .addObject()
                            .put("name", "DATABASE_PASSWORD")
                            .put("value", "hunter2"));
            for (var s = 0; s < container.path("secrets").size(); s++) {
                var secret = s;
                changes.put(
                        "has the secret %s without a source"
                                .formatted(container
                                        .path("secrets")
                                        .get(s)
                                        .path("name")
                                        .asText()),
                        each -> ((ObjectNode) each.path("secrets").get(secret)).put("valueFrom", "plain"));
            }
            changes.forEach((change, edit) -> {
                var copy = containers.deepCopy();
                edit.accept((ObjectNode) copy.get(index));
                mutants.put(name + " " + change, copy.toString());
            });
        }
        return mutants;
    }
}
