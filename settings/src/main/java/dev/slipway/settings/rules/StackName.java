package dev.slipway.settings.rules;

import dev.slipway.settings.Patterns;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in AWS are made from the project's and the stack's. */
public final class StackName {

    private static final String RENAME_PROJECT = "rename it in Pulumi.yaml";
    private static final String RENAME_STACK = "`pulumi stack rename <new name>`";

    /**
     * What AWS lets no name begin with.
     *
     * @param start of the project's name
     * @param whose what it is refused for
     */
    private record Refused(String start, String whose) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused("aws", "SSM parameters"), // PutParameter
            new Refused("ssm", "SSM parameters"),
            new Refused("internal-", "load balancers"), // CreateLoadBalancer
            new Refused("sg-", "security groups"), // CreateSecurityGroup
            new Refused("sthree-", "buckets"), // General purpose bucket naming rules
            new Refused("amzn-s3-demo-", "buckets"));

    /** An IAM policy of a foundation's is named {@code <project>-<stack>-<environment>-<what>-1234567}. */
    private static final int LONGEST_POLICY = 128;

    private static final int BESIDE_IN_A_POLICY = 40;

    private StackName() {}

    /** What a project's name must not begin with. */
    public static String refused() {
        return REFUSED.stream().map(Refused::start).collect(Collectors.joining(", "));
    }

    public static Stream<Problem> problems(StackConfig config) {
        return Stream.of(
                        form("project name", config.project(), RENAME_PROJECT),
                        form("stack name", config.stack(), RENAME_STACK),
                        project(config.project()),
                        config.isFoundation() ? foundation(config) : environment(config))
                .flatMap(found -> found);
    }

    private static Stream<Problem> form(String path, String name, String fix) {
        return name.matches(Patterns.STACK_NAME)
                ? Stream.empty()
                : Stream.of(new Problem(
                        path, name, "is not lower-case letters, digits and single hyphens, from a letter on", fix));
    }

    private static Stream<Problem> project(String project) {
        var refused = REFUSED.stream()
                .filter(each -> (project + "-").startsWith(each.start))
                .findFirst()
                .map(each -> "begins with %s, which AWS refuses for %s".formatted(each.start, each.whose));
        // CreateRepository: the registry has the project's name.
        var tooShort = Optional.of("is too short: an ECR repository's name has at least 2 characters")
                .filter(_ -> project.length() == 1);
        return Stream.of(refused, tooShort)
                .flatMap(Optional::stream)
                .map(what -> new Problem("project name", project, what, RENAME_PROJECT));
    }

    private static Stream<Problem> environment(StackConfig config) {
        return EnvironmentName.problems("stack name", config.project(), config.stack(), RENAME_STACK);
    }

    /** The project and each environment together are looked at in {@link EnvironmentList}. */
    private static Stream<Problem> foundation(StackConfig config) {
        var room = LONGEST_POLICY - BESIDE_IN_A_POLICY - EnvironmentName.longest();
        return config.stack().length() <= room
                ? Stream.empty()
                : Stream.of(new Problem(
                        "stack name",
                        config.stack(),
                        "has %d characters: the names of its IAM policies would have more than the %d that AWS allows"
                                .formatted(config.stack().length(), LONGEST_POLICY),
                        "`pulumi stack rename <new name>`, of at most " + room + " characters"));
    }
}
