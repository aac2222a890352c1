package dev.slipway.app.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Typed reading of environment variables that collects what is wrong instead of stopping at the first. An empty value counts as unset. */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    String text(String name, String fallback) {
        return optional(name).orElse(fallback);
    }

    String required(String name, String meaning) {
        return optional(name).orElseGet(() -> {
            problem(name, "is not set: " + meaning);
            return "";
        });
    }

    int number(String name, int fallback, int least, int most) {
        var text = optional(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers that are out of range
        }
        problem(name, "is \"%s\": give a whole number from %d to %d".formatted(text.get(), least, most));
        return fallback;
    }

    <E extends Enum<E>> E choice(String name, E fallback) {
        var text = optional(name);
        if (text.isEmpty()) {
            return fallback;
        }
        E[] choices = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice -> spelling(choice).equals(text.get()))
                .findFirst()
                .orElseGet(() -> {
                    var known =
                            Arrays.stream(choices).map(Environment::spelling).collect(Collectors.joining(", "));
                    problem(name, "is \"%s\": give one of %s".formatted(text.get(), known));
                    return fallback;
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
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().matches(prefix + "_[0-9]+"))
                .filter(variable -> !variable.getValue().isBlank())
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    void problem(String name, String what) {
        problems.add(name + " " + what);
    }

    /**
     * Call last.
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
