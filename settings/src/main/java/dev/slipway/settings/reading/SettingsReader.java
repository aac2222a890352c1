package dev.slipway.settings.reading;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.Settings;
import dev.slipway.settings.rules.CrossRule;
import dev.slipway.settings.rules.CrossRules;
import dev.slipway.settings.rules.StackName;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a stack: its tree, then each setting, then the rules between settings. All problems are reported at once. */
public final class SettingsReader {

    private static final Pattern FIRST_STEP = Pattern.compile("^[^.:\\[]+:?");

    private SettingsReader() {}

    /**
     * Reads a stack's configuration. A stack named {@code foundation} or {@code foundation-…} is an account's foundation;
     * any other is an environment. Placeholders are accepted: see {@link dev.slipway.settings.rules.Placeholders}.
     *
     * @param services the services that an environment declares
     * @throws SettingsProblems with all problems of the configuration
     */
    public static Settings read(StackConfig config, SequencedMap<String, ServiceKind> services) {
        return config.isFoundation()
                ? read(config, FoundationSettings.class, EnvironmentSettings.class, services, CrossRules.FOUNDATION)
                : read(
                        config,
                        EnvironmentSettings.class,
                        FoundationSettings.class,
                        services,
                        CrossRules.environment(services));
    }

    /** Warnings about settings under their former names, as sentences. */
    public static List<String> warnings(StackConfig config, Collection<String> services) {
        return new FormerNames(new ConfigTree(config).root(), Shape.of(config, services))
                .renamed().entrySet().stream()
                        .map(name -> "%s is now named %s: rename it in %s."
                                .formatted(name.getKey(), name.getValue(), config.file()))
                        .toList();
    }

    private static <S extends Settings> S read(
            StackConfig config,
            Class<S> type,
            Class<? extends Settings> other,
            SequencedMap<String, ServiceKind> services,
            List<CrossRule<S>> rules) {
        var shape = Shape.of(type, services.keySet());
        var tree = new ConfigTree(config);
        var found = new ArrayList<>(tree.problems());
        var former = new FormerNames(tree.root(), shape);
        found.addAll(former.problems());
        found.addAll(OtherKind.removed(tree.root(), shape, Shape.of(other, services.keySet()), config));
        var walk = new Walk(config, shape, tree.encrypted(), config.original().renamed(former.renamed()));
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

    /** Section by section, in the order of the record. */
    private static Stream<Problem> inOrder(List<Problem> found, Shape.Section shape) {
        var order = shape.fields().stream().map(Field::key).toList();
        return found.stream().sorted(Comparator.comparing(problem -> {
            var step = FIRST_STEP.matcher(problem.path());
            var place = step.find() ? order.indexOf(step.group()) : -1;
            return place < 0 ? order.size() : place;
        }));
    }
}
