package dev.slipway.settings.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stack's configuration as it was written, before it is interpreted.
 *
 * @param project the Pulumi project's name
 * @param stack the stack's name without its organization
 * @param values keys with their namespace, such as {@code slipway:network}; objects and lists are JSON text
 * @param secretKeys the keys whose values are encrypted; these values are never printed
 * @param original the original text of values in the stack's file
 */
public record StackConfig(
        String project, String stack, Map<String, String> values, Set<String> secretKeys, OriginalText original) {

    /** The namespace of the AWS provider's keys. */
    public static final String AWS = "aws:";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A configuration that does not come from a file. */
    public StackConfig(String project, String stack, Map<String, String> values, Set<String> secretKeys) {
        this(project, stack, values, secretKeys, OriginalText.NOWHERE);
    }

    /** The stack for which Pulumi's engine runs this process, from the environment variables that its Java host sets. */
    public static StackConfig fromEngine() {
        // The engine runs the program in the project's directory.
        return new StackConfig(
                environment("PULUMI_PROJECT"),
                environment("PULUMI_STACK"),
                json(System.getenv().getOrDefault("PULUMI_CONFIG", "{}"), new TypeReference<>() {}),
                Set.copyOf(json(
                        System.getenv().getOrDefault("PULUMI_CONFIG_SECRET_KEYS", "[]"),
                        new TypeReference<List<String>>() {})),
                OriginalText.in(Path.of(""), file(environment("PULUMI_STACK")), environment("PULUMI_PROJECT")));
    }

    /**
     * The stack as its files describe it, without an engine: {@code Pulumi.yaml} and {@code Pulumi.<stack>.yaml}.
     *
     * @throws SettingsProblems if a file is missing or is not YAML
     */
    public static StackConfig fromFiles(Path directory, String stack) {
        return StackFiles.read(directory, stack);
    }

    /** Another stack of the project as its file describes it; empty if it has no readable file. */
    public Optional<StackConfig> beside(String other) {
        try {
            return original.directory()
                    .filter(files -> Files.exists(files.resolve(file(other))))
                    .map(files -> fromFiles(files, other));
        } catch (SettingsProblems e) {
            return Optional.empty();
        }
    }

    /** A copy in which a section's setting has another text. */
    public StackConfig with(String section, String setting, String text) {
        var key = project + ":" + section;
        var changed = new HashMap<>(values);
        var settings = json(values.getOrDefault(key, "{}"), new TypeReference<HashMap<String, Object>>() {});
        settings.put(setting, text);
        changed.put(key, JSON.valueToTree(settings).toString());
        changed.remove(key + "." + setting);
        return new StackConfig(project, stack, changed, secretKeys, original);
    }

    /** Whether the stack's name marks it as an account's foundation; otherwise it is an environment. */
    public boolean isFoundation() {
        return stack.equals("foundation") || stack.startsWith("foundation-");
    }

    /** The name of the stack's file. */
    public String file() {
        return file(stack);
    }

    private static String file(String stack) {
        return "Pulumi." + stack + ".yaml";
    }

    /** Prints only names: under an engine, values contain decrypted secrets. */
    @Override
    public String toString() {
        return project + "/" + stack + " " + values.keySet();
    }

    private static <T> T json(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Pulumi's engine passed a configuration that is not JSON", e);
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
