package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.plan.Secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the engine's JSON without its secrets, and hashes it. */
final class Json {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** The key, and the value of a secret, in an object that the engine writes for a special value. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** A copy with sorted keys, in which the engine's encrypted values are masked: their encryption differs each time. */
    static JsonNode masked(JsonNode node) {
        if (node.isArray()) {
            var array = NODES.arrayNode();
            node.forEach(element -> array.add(masked(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.path(SIGNATURE).asText().equals(SECRET)) {
            return NODES.textNode(Secret.MASK);
        }
        var sorted = new TreeMap<String, JsonNode>();
        node.properties().forEach(field -> sorted.put(field.getKey(), masked(field.getValue())));
        return NODES.objectNode().setAll(sorted);
    }

    /** Sorts the dependencies of a resource, which the engine writes in any order. */
    static void sortDependencies(JsonNode resource) {
        sort(resource.path("dependencies"));
        resource.path("propertyDependencies").forEach(Json::sort);
    }

    private static void sort(JsonNode list) {
        if (list instanceof ArrayNode array) {
            var sorted = new TreeSet<String>();
            array.forEach(element -> sorted.add(element.asText()));
            array.removeAll();
            sorted.forEach(array::add);
        }
    }

    /** SHA-256 as {@code sha256:} and 64 hex digits. */
    static String hash(JsonNode canonical) {
        return hash(text(canonical).getBytes(StandardCharsets.UTF_8));
    }

    static String hash(Map<String, ?> values) {
        return hash(masked(MAPPER.valueToTree(values)));
    }

    static String hash(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }
}
