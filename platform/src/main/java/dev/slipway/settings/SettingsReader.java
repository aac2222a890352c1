package dev.slipway.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a stack: its tree, then each setting, then the rules between settings; and says all that is wrong at once. */
final class SettingsReader {

    private static final Pattern FIRST_STEP = Pattern.compile("^[^.:\\[]+:?");

    private SettingsReader() {}

    static Settings read(StackConfig config) {
        return config.isFoundation()
                ? read(config, FoundationSettings.class, EnvironmentSettings.class, CrossRule.FOUNDATION)
                : read(config, EnvironmentSettings.class, FoundationSettings.class, CrossRule.ENVIRONMENT);
    }

    private static <S extends Settings> S read(
            StackConfig config, Class<S> type, Class<? extends Settings> other, List<CrossRule<S>> rules) {
        var shape = Shape.of(type);
        var tree = new ConfigTree(config);
        var found = new ArrayList<>(tree.problems());
        found.addAll(OtherKind.takenOut(tree.root(), shape, Shape.of(other), config));
        var walk = new Walk(config, tree.encrypted(), config.written());
        var settings = type.cast(walk.section(shape, tree.root(), ""));
        found.addAll(walk.problems());
        rules.stream()
                .filter(rule -> rule.reads().stream().allMatch(walk::isSound))
                .flatMap(rule -> rule.check().apply(config, settings))
                .forEach(found::add);
        if (found.isEmpty() && StackName.problems(config).findAny().isEmpty()) {
            return settings;
        }
        throw new SettingsProblems(
                config.file(),
                Stream.concat(StackName.problems(config), inOrder(found, shape)).toList());
    }

    /** Section by section, as they stand in the record. */
    private static Stream<Problem> inOrder(List<Problem> found, Shape.Section shape) {
        var order = shape.knobs().stream().map(Knob::key).toList();
        return found.stream().sorted(Comparator.comparing(problem -> {
            var step = FIRST_STEP.matcher(problem.path());
            var place = step.find() ? order.indexOf(step.group()) : -1;
            return place < 0 ? order.size() : place;
        }));
    }
}
