package dev.slipway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stack's configuration as it was written, before anything in it is understood.
 *
 * @param project the Pulumi project's name
 * @param stack the stack's name without its organization
 * @param values keys with their namespace, such as {@code slipway:network}; objects and lists are JSON text
 * @param secretKeys the keys among them whose values are encrypted: never to be printed
 */
public record StackConfig(String project, String stack, Map<String, String> values, Set<String> secretKeys) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    /** The stack that Pulumi's engine runs this process for, from the environment that its Java host sets. */
    public static StackConfig fromEngine() {
        return new StackConfig(
                environment("PULUMI_PROJECT"),
                environment("PULUMI_STACK"),
                json(System.getenv().getOrDefault("PULUMI_CONFIG", "{}"), new TypeReference<>() {}),
                Set.copyOf(json(
                        System.getenv().getOrDefault("PULUMI_CONFIG_SECRET_KEYS", "[]"),
                        new TypeReference<List<String>>() {})));
    }

    /**
     * The stack as its files say, with no engine: {@code Pulumi.yaml} and {@code Pulumi.<stack>.yaml}.
     *
     * @throws SettingsProblems if a file is missing or is no YAML
     */
    public static StackConfig fromFiles(Path directory, String stack) {
        var project = yaml(directory.resolve("Pulumi.yaml")).path("name").asText();
        var values = new LinkedHashMap<String, String>();
        var secrets = new LinkedHashSet<String>();
        yaml(directory.resolve("Pulumi." + stack + ".yaml"))
                .path("config")
                .properties()
                .forEach(entry -> {
                    var key = entry.getKey().contains(":") ? entry.getKey() : project + ":" + entry.getKey();
                    if (encrypted(entry.getValue())) {
                        secrets.add(key);
                    }
                    values.put(key, entry.getValue().isValueNode() ? entry.getValue().asText() : entry.getValue().toString());
                });
        return new StackConfig(project, stack, values, secrets);
    }

    private static boolean encrypted(JsonNode node) {
        return node.has("secure") || node.valueStream().anyMatch(StackConfig::encrypted);
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new SettingsProblems(
                    file.getFileName().toString(),
                    List.of(new Problem("line " + e.getLocation().getLineNr(), "", "is no YAML", "mend the YAML there")));
        } catch (NoSuchFileException e) {
            throw new SettingsProblems(
                    file.getFileName().toString(),
                    List.of(new Problem("the file", "", "is missing from " + file.toAbsolutePath().getParent(), "see docs/settings.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T json(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Pulumi's engine handed over a configuration that is no JSON", e);
        }
    }

    private static String environment(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: this program is run by Pulumi (pulumi preview, pulumi up)");
        }
        return value;
    }
}
