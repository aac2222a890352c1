package dev.slipway.settings;

import java.util.stream.Stream;

/**
 * Names in AWS are made from the project's and the stack's. The shortest limit is a target group's, 32 characters of
 * letters, digits and hyphens, of which Pulumi takes 8 to keep names apart.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html">CreateTargetGroup</a>
 */
final class StackName {

    private static final int LONGEST = 24;
    private static final String PATTERN = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private StackName() {}

    static Stream<Problem> problems(StackConfig config) {
        return Stream.of(
                        form("project name", config.project(), "rename it in Pulumi.yaml"),
                        form("stack name", config.stack(), "`pulumi stack rename <new name>`"),
                        length(config.project() + "-" + config.stack()))
                .flatMap(found -> found);
    }

    private static Stream<Problem> form(String path, String name, String mend) {
        return name.matches(PATTERN)
                ? Stream.empty()
                : Stream.of(new Problem(
                        path, name, "is not lower-case letters, digits and single hyphens, from a letter on", mend));
    }

    private static Stream<Problem> length(String both) {
        return both.length() <= LONGEST
                ? Stream.empty()
                : Stream.of(new Problem(
                        "stack name",
                        both,
                        "has " + both.length() + " characters, and names in AWS have room for " + LONGEST,
                        "shorten the project's name in Pulumi.yaml, or `pulumi stack rename <new name>`"));
    }
}
