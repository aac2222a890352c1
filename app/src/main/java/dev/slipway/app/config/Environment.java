package dev.slipway.app.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigMappingException;
import io.helidon.config.ConfigSources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads environment variables through Helidon Config, and collects what is wrong instead of stopping at the first problem. An
 * empty value counts as unset. Values are taken as they are: a password may hold {@code ${}}.
 */
final class Environment {

    private final Config config;
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        config = Config.builder()
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableValueResolving()
                .disableKeyResolving()
                .addSource(ConfigSources.create(variables.entrySet().stream()
                        .filter(variable -> variable.getKey().matches("[A-Z][A-Z0-9_]*"))
                        .filter(variable -> !variable.getValue().isBlank())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                .build();
    }

    Optional<String> optional(String name) {
        return config.get(name).asString().asOptional();
    }

    /** Whether any variable begins like this. */
    boolean any(String prefix) {
        return config.asMap().orElse(Map.of()).keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    String text(String name, String defaultValue) {
        return optional(name).orElse(defaultValue);
    }

    String required(String name, String meaning) {
        return optional(name).orElseGet(() -> {
            problem(name, "is not set: " + meaning);
            return "";
        });
    }

    int number(String name, int defaultValue, int min, int max) {
        try {
            var value = config.get(name).asInt().orElse(defaultValue);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (ConfigMappingException e) {
            // reported below, together with numbers that are out of range
        }
        problem(name, "is \"%s\": give a whole number from %d to %d".formatted(text(name, ""), min, max));
        return defaultValue;
    }

    <E extends Enum<E>> E choice(String name, E defaultValue) {
        var text = optional(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> spelling(choice).equals(text.get()))
                .findFirst()
                .orElseGet(() -> {
                    var known =
                            Arrays.stream(choices).map(Environment::spelling).collect(Collectors.joining(", "));
                    problem(name, "is \"%s\": give one of %s".formatted(text.get(), known));
                    return defaultValue;
                });
    }

    List<String> list(String name) {
        return Stream.of(text(name, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** The values of NAME_1, NAME_2 …, in any number and with gaps: a generation that was withdrawn leaves one. */
    List<String> generations(String prefix) {
        return config.asMap().orElseGet(Map::of).entrySet().stream()
                .filter(variable -> variable.getKey().matches(prefix + "_[0-9]+"))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    void problem(String name, String what) {
        problems.add(name + " " + what);
    }

    /**
     * Ends the reading; call it last.
     *
     * @throws InvalidConfiguration with everything that was found
     */
    void check() {
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    private static String spelling(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
