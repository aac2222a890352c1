package dev.slipway.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The environments of a foundation: each can be raised, and no one's rights reach another's. */
final class EnvironmentList {

    private EnvironmentList() {}

    static Stream<Problem> problems(String project, List<String> environments) {
        return IntStream.range(0, environments.size()).boxed().flatMap(i -> {
            var path = "foundation.environments[%d]".formatted(i);
            var name = environments.get(i);
            return Stream.concat(
                    EnvironmentName.problems(path, project, name, "name the stack otherwise"),
                    reached(path, project, name, environments).stream());
        });
    }

    /** Environments that need no approval, but are not made. */
    static Stream<Problem> unreviewed(FoundationSettings.Shared settings) {
        var names = settings.unreviewed();
        return IntStream.range(0, names.size())
                .filter(i -> !settings.environments().contains(names.get(i)))
                .mapToObj(i -> new Problem(
                        "foundation.unreviewed[%d]".formatted(i),
                        names.get(i),
                        "is not one of foundation.environments: " + String.join(", ", settings.environments()),
                        "take it out, or write one of them"));
    }

    /** A deploy role's rights are for {@code <project>-<environment>-*}. */
    private static Optional<Problem> reached(String path, String project, String name, List<String> environments) {
        return environments.stream()
                .filter(other -> name.startsWith(other + "-"))
                .findFirst()
                .map(other -> new Problem(
                        path,
                        name,
                        "would be in reach of %s, whose rights are for all that is named %s-%s-*"
                                .formatted(other, project, other),
                        "name one of the two stacks otherwise, such as " + name.substring(other.length() + 1) + "-"
                                + other));
    }
}
