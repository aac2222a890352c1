package dev.slipway.settings.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a stack's files as Pulumi's engine does: the stack's values over the project's. */
final class StackFiles {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Pulumi's YAML is version 1.2 here, in which yes and no are strings.
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();
    private static final JsonNode OPAQUE = TextNode.valueOf("[secret]");

    /** The top-level keys of a stack's file. */
    private static final Set<String> TOP_LEVEL_KEYS =
            Set.of("config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment");

    private final String project;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    private StackFiles(String project) {
        this.project = project;
    }

    static StackConfig read(Path directory, String stack) {
        var file = directory.resolve("Pulumi." + stack + ".yaml");
        var project = yaml(directory.resolve("Pulumi.yaml"));
        var read = new StackFiles(project.path("name").asText());
        for (var entry : config(file).properties()) {
            if (read.values.containsKey(read.key(entry.getKey()))) {
                throw problem(
                        file, entry.getKey(), "is set twice, with and without its namespace", "delete one of them");
            }
            read.put(read.key(entry.getKey()), entry.getValue());
        }
        for (var entry : project.path("config").properties()) {
            if (!read.values.containsKey(read.key(entry.getKey()))) {
                read.putDefault(read.key(entry.getKey()), entry.getValue());
            }
        }
        return new StackConfig(
                read.project,
                stack,
                read.values,
                read.secrets,
                OriginalText.in(directory, file.getFileName().toString(), read.project));
    }

    private static JsonNode config(Path file) {
        var yaml = yaml(file);
        for (var entry : yaml.properties()) {
            if (!TOP_LEVEL_KEYS.contains(entry.getKey())) {
                throw problem(
                        file, entry.getKey(), "is outside config:, where nothing reads it", "indent it below config:");
            }
        }
        var config = yaml.path("config");
        var empty = yaml.isMissingNode() || (yaml.isObject() && (config.isMissingNode() || config.isNull()));
        if (!empty && !config.isObject()) {
            throw problem(file, "config", "is not a group of settings", "write settings below config:, as key: value");
        }
        return config;
    }

    private String key(String written) {
        return written.contains(":") ? written : project + ":" + written;
    }

    private void putDefault(String key, JsonNode declared) {
        if (declared.has("value") || declared.has("default")) {
            put(key, declared.has("value") ? declared.get("value") : declared.get("default"));
        } else if (!declared.isObject()) {
            put(key, declared);
        }
    }

    private void put(String key, JsonNode value) {
        var shown = opaque(value);
        if (!shown.equals(value)) {
            secrets.add(key);
        }
        values.put(key, shown.isNull() ? "" : shown.isValueNode() ? shown.asText() : shown.toString());
    }

    /** Replaces each encrypted value, which is {@code {secure: …}}, by a placeholder. */
    private static JsonNode opaque(JsonNode node) {
        return switch (node) {
            case ObjectNode secret when secret.size() == 1 && secret.has("secure") -> OPAQUE;
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), opaque(entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(opaque(element)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw problem(
                    file,
                    place == null ? "the file" : "line " + place.getLineNr(),
                    "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""),
                    "fix that line, or the line above");
        } catch (NoSuchFileException e) {
            throw problem(
                    file,
                    "the file",
                    "is missing",
                    "`pulumi stack init` creates a stack; docs/settings.md describes its file");
        } catch (IOException e) {
            throw problem(
                    file, "the file", "cannot be read: " + e, "it must be UTF-8 text that you have permission to read");
        }
    }

    private static SettingsProblems problem(Path file, String path, String what, String fix) {
        return new SettingsProblems(file.getFileName().toString(), List.of(new Problem(path, "", what, fix)));
    }
}
