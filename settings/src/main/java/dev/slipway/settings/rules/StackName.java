package dev.slipway.settings.rules;

import dev.slipway.settings.Patterns;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the names of the project and the stack, from which names in AWS are derived. */
public final class StackName {

    private static final String RENAME_PROJECT = "rename it in Pulumi.yaml";
    private static final String RENAME_STACK = "`pulumi stack rename <new name>`";

    /**
     * A prefix that AWS does not allow for some names.
     *
     * @param start the beginning of a project's name
     * @param whose the kind of resource that AWS refuses it for
     */
    private record Refused(String start, String whose) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused("aws", "SSM parameters"), // PutParameter
            new Refused("ssm", "SSM parameters"),
            new Refused("internal-", "load balancers"), // CreateLoadBalancer
            new Refused("sg-", "security groups"), // CreateSecurityGroup
            new Refused("sthree-", "buckets"), // General purpose bucket naming rules
            new Refused("amzn-s3-demo-", "buckets"));

    /** An IAM policy of a foundation is named {@code <project>-<stack>-<environment>-<what>-1234567}. */
    private static final int LONGEST_POLICY = 128;

    private static final int POLICY_SUFFIX = 40;

    private StackName() {}

    /** The prefixes that a project's name must not have. */
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
                        path,
                        name,
                        "must be lower-case letters, digits and single hyphens, starting with a letter",
                        fix));
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

    /** {@link EnvironmentList} checks the project together with each environment. */
    private static Stream<Problem> foundation(StackConfig config) {
        var longest = LONGEST_POLICY - POLICY_SUFFIX - EnvironmentName.longest();
        return config.stack().length() <= longest
                ? Stream.empty()
                : Stream.of(new Problem(
                        "stack name",
                        config.stack(),
                        "has %d characters: the names of its IAM policies would have more than the %d that AWS allows"
                                .formatted(config.stack().length(), LONGEST_POLICY),
                        "`pulumi stack rename <new name>`, of at most " + longest + " characters"));
    }
}
