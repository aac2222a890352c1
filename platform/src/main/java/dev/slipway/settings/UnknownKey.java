package dev.slipway.settings;

import java.util.List;
import java.util.stream.Stream;

/** A key that no setting has: misspelt, in the wrong section, or made up. */
final class UnknownKey {

    private UnknownKey() {}

    static Problem problem(StackConfig config, Shape.Section section, String path, String name) {
        if (path.equals(Knob.AWS)) {
            return new Problem(
                    path + name,
                    "",
                    "is not read: the program makes the provider by itself",
                    "take it out; what is read: " + names(section));
        }
        var place = path.isEmpty() ? name : path + "." + name;
        return new Problem(
                place,
                "",
                path.isEmpty() ? "is no setting" : "is no setting of " + path,
                Nearest.to(name, keys(section).stream())
                        .map(meant -> "did you mean " + (path.isEmpty() ? meant : path + "." + meant) + "?")
                        .or(() -> elsewhere(config, name).findFirst().map(other -> "did you mean " + other + "?"))
                        .orElseGet(() -> "take it out; there are " + names(section)));
    }

    /** The settings of this name in other sections. */
    private static Stream<String> elsewhere(StackConfig config, String name) {
        var root = Shape.of(config.isFoundation() ? FoundationSettings.class : EnvironmentSettings.class);
        return below(root, "").filter(path -> path.endsWith("." + name));
    }

    private static Stream<String> below(Shape.Section section, String path) {
        return section.knobs().stream()
                .flatMap(knob -> Stream.concat(
                        Stream.of(knob.below(path)),
                        knob.shape() instanceof Shape.Section inner ? below(inner, knob.below(path)) : Stream.empty()));
    }

    private static String names(Shape.Section section) {
        return String.join(", ", keys(section));
    }

    private static List<String> keys(Shape.Section section) {
        return section.knobs().stream()
                .map(Knob::key)
                .filter(key -> !key.equals(Knob.AWS))
                .toList();
    }
}
