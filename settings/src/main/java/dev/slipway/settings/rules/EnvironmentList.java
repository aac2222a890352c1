package dev.slipway.settings.rules;

import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the environments of a foundation: each has a valid name, and no deploy role has rights to another environment. */
final class EnvironmentList {

    private EnvironmentList() {}

    static Stream<Problem> problems(String project, List<String> environments) {
        return IntStream.range(0, environments.size()).boxed().flatMap(i -> {
            var path = "foundation.environments[%d]".formatted(i);
            var name = environments.get(i);
            return Stream.concat(
                    EnvironmentName.problems(path, project, name, "choose another name"),
                    reachable(path, project, name, environments).stream());
        });
    }

    /** Environments that have a rule of their own, but are not in the list of environments. */
    static Stream<Problem> unlisted(FoundationSettings.Shared settings) {
        return Stream.concat(
                // The default names an environment that a foundation with production alone does not have.
                settings.pullRequestPreviews().equals(List.of("staging"))
                        ? Stream.empty()
                        : unlisted("pullRequestPreviews", settings.pullRequestPreviews(), settings.environments()),
                unlisted("unreviewed", settings.unreviewed(), settings.environments()));
    }

    private static Stream<Problem> unlisted(String setting, List<String> names, List<String> environments) {
        return IntStream.range(0, names.size())
                .filter(i -> !environments.contains(names.get(i)))
                .mapToObj(i -> new Problem(
                        "foundation.%s[%d]".formatted(setting, i),
                        names.get(i),
                        "is not one of foundation.environments: " + String.join(", ", environments),
                        "delete it, or write one of them"));
    }

    /** A deploy role has rights to {@code <project>-<environment>-*}. */
    private static Optional<Problem> reachable(String path, String project, String name, List<String> environments) {
        return environments.stream()
                .filter(other -> name.startsWith(other + "-"))
                .findFirst()
                .map(other -> new Problem(
                        path,
                        name,
                        "could be changed by the deploy role of %s, which has full access to resources named %s-%s-*"
                                .formatted(other, project, other),
                        "rename one of the two stacks, for example " + name.substring(other.length() + 1) + "-"
                                + other));
    }
}
