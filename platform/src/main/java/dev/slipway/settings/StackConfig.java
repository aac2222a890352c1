package dev.slipway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Path;
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
        return StackFiles.read(directory, stack);
    }

    /** Whether the stack is an account's foundation, by its name; else it is an environment. */
    public boolean isFoundation() {
        return stack.equals("foundation") || stack.startsWith("foundation-");
    }

    /** The name of the stack's file. */
    public String file() {
        return "Pulumi." + stack + ".yaml";
    }

    /** Names alone: under an engine, values hold decrypted secrets. */
    @Override
    public String toString() {
        return project + "/" + stack + " " + values.keySet();
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
            throw new IllegalStateException(
                    name + " is not set: this program is run by Pulumi (pulumi preview, pulumi up)");
        }
        return value;
    }
}
