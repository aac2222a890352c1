package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The state of a stack: {@code pulumi stack export} without secrets.
 *
 * @param resources as in the state, with masked secrets
 * @param pending operations that an interrupted update left open
 */
record Deployed(List<JsonNode> resources, List<String> pending) {

    /** Reads the export. */
    static Deployed of(JsonNode export) {
        var deployment = export.path("deployment");
        var resources = new ArrayList<JsonNode>();
        deployment.path("resources").forEach(resource -> resources.add(withoutSecrets(Json.masked(resource))));
        var pending = new ArrayList<String>();
        deployment
                .path("pending_operations")
                .forEach(operation -> pending.add(operation.path("type").asText() + " "
                        + name(operation.path("resource").path("urn").asText())));
        return new Deployed(List.copyOf(resources), List.copyOf(pending));
    }

    /** Masks what the program or the provider declares as secret, whether or not the engine has encrypted it. */
    private static JsonNode withoutSecrets(JsonNode resource) {
        resource.path("additionalSecretOutputs").forEach(secret -> {
            for (var properties : List.of("inputs", "outputs")) {
                if (resource.path(properties) instanceof ObjectNode object && object.has(secret.asText())) {
                    object.put(secret.asText(), Secret.MASK);
                }
            }
        });
        Json.sortDependencies(resource);
        return resource;
    }

    /**
     * Identifies the state. It has each resource with its properties, and the times of its creation and last change. It does
     * not have the time of the file and the encryption of secrets, which also differ after an update that changed nothing.
     *
     * @return a hash for each resource, by URN
     */
    Map<String, String> identity() {
        var hashes = new TreeMap<String, String>();
        for (var resource : resources) {
            var urn = resource.path("urn").asText();
            // While a replacement is not finished, the old resource has the same URN.
            hashes.merge(
                    urn,
                    Json.hash(resource),
                    (one, other) -> Json.hash((one + other).getBytes(StandardCharsets.UTF_8)));
        }
        pending.forEach(operation ->
                hashes.put("pending: " + operation, Json.hash(operation.getBytes(StandardCharsets.UTF_8))));
        return hashes;
    }

    /** The properties of a resource that the state marks as secret. */
    Set<String> secrets(String urn) {
        return resources.stream()
                .filter(resource -> resource.path("urn").asText().equals(urn))
                .flatMap(resource -> StreamSupport.stream(
                        resource.path("additionalSecretOutputs").spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** The resources as a plan, so that they can be priced like one. */
    Plan asPlan(String project, String stack) {
        return new Plan(
                project,
                stack,
                resources.stream()
                        .filter(resource -> !resource.path("type").asText().equals("pulumi:pulumi:Stack"))
                        .filter(resource -> !resource.path("delete").asBoolean())
                        .map(Deployed::planned)
                        .toList(),
                Map.of());
    }

    static PlannedResource planned(JsonNode resource) {
        var type = resource.path("type").asText();
        var state = new LinkedHashMap<String, Object>();
        state.putAll(values(resource.path("inputs")));
        state.putAll(values(resource.path("outputs")));
        if (resource.has("id")) {
            state.put("id", resource.path("id").asText());
        }
        var propertyDependencies = new TreeMap<String, Set<String>>();
        resource.path("propertyDependencies")
                .properties()
                .forEach(entry -> propertyDependencies.put(entry.getKey(), texts(entry.getValue())));
        return new PlannedResource(
                resource.path("urn").asText(),
                type,
                name(resource.path("urn").asText()),
                Optional.of(resource.path("parent").asText())
                        .filter(parent -> !parent.isEmpty() && !parent.contains("pulumi:pulumi:Stack::")),
                !resource.path("custom").asBoolean()
                        ? Kind.COMPONENT
                        : resource.path("external").asBoolean() ? Kind.READ : Kind.CUSTOM,
                values(resource.path("inputs")),
                state,
                texts(resource.path("dependencies")),
                propertyDependencies,
                Options.NONE);
    }

    static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Values as a plan has them: a provider's own arguments are JSON text in the state. */
    static Map<String, Object> values(JsonNode object) {
        var values = new TreeMap<String, Object>();
        object.properties().forEach(entry -> {
            var value = value(entry.getValue());
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        });
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .filter(element -> !element.isNull())
                    .map(Deployed::value)
                    .toList();
        }
        if (node.isObject()) {
            return values(node);
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.asText().equals(Secret.MASK) ? new Secret(null) : node.asText();
    }
}
