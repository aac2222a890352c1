package dev.slipway.settings.reading;

import dev.slipway.settings.rules.Nearest;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A key that does not belong to any setting: misspelled, in the wrong section, or unknown. */
final class UnknownKey {

    private UnknownKey() {}

    static Problem problem(Shape.Section root, Shape.Section section, String path, String name) {
        if (path.equals(StackConfig.AWS)) {
            return new Problem(
                    path + name,
                    "",
                    "is not read: the program configures the provider itself",
                    "delete it; these keys are read: " + names(section));
        }
        var place = path.isEmpty() ? name : path + "." + name;
        if (section.type() == Map.class) {
            return new Problem(
                    place,
                    "",
                    "is not a service that Environment declares",
                    Nearest.to(name, keys(section).stream())
                            .map(meant -> "did you mean " + path + "." + meant + "?")
                            .orElseGet(() -> "delete it; the services are " + names(section)));
        }
        return new Problem(
                place,
                "",
                path.isEmpty() ? "is not a setting" : "is not a setting of " + path,
                Nearest.to(name, keys(section).stream())
                        .map(meant -> "did you mean " + (path.isEmpty() ? meant : path + "." + meant) + "?")
                        .or(() -> elsewhere(root, name).findFirst().map(other -> "did you mean " + other + "?"))
                        .orElseGet(() -> "delete it; the settings here are " + names(section)));
    }

    /** The settings of this name in other sections. */
    private static Stream<String> elsewhere(Shape.Section root, String name) {
        return below(root, "").filter(path -> path.endsWith("." + name));
    }

    private static Stream<String> below(Shape.Section section, String path) {
        return section.fields().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(field.below(path)),
                        field.shape() instanceof Shape.Section inner
                                ? below(inner, field.below(path))
                                : Stream.empty()));
    }

    private static String names(Shape.Section section) {
        return String.join(", ", keys(section));
    }

    private static List<String> keys(Shape.Section section) {
        return section.fields().stream()
                .map(Field::key)
                .filter(key -> !key.equals(StackConfig.AWS))
                .toList();
    }
}
