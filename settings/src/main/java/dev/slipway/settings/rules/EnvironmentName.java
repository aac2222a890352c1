package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.Stream;

/** What an environment may be called: all that it makes in AWS is named after it, and its deploy role's rights go by names. */
public final class EnvironmentName {

    /**
     * A name in AWS that is made from {@code <project>-<stack>}.
     *
     * @param kind what has it, with its article
     * @param beside what it has besides: Pulumi adds a hyphen and 7 digits where it makes a name unique
     * @param longest its limit, by the API reference of the call that creates it
     */
    private record Named(String kind, String beside, int longest) {}

    private static final List<Named> NAMES = List.of(
            // CreateLoadBalancer, CreateTargetGroup
            new Named("a load balancer and its target group", "-1234567", 32),
            // CreateRole
            new Named("a role", "-flow-logs-1234567", 64),
            // General purpose bucket naming rules
            new Named("the bucket of access logs", "-balancer-access-logs-bucket-1234567", 63),
            // CreateDBInstance
            new Named("a database instance", "", 63));

    /** {@code <project>-<word>-…} are names of the foundation's, of the state or of its rights. */
    private static final List<String> TAKEN = List.of("deploy", "preview", "state", "boundary", "foundation");

    private EnvironmentName() {}

    /** The length that {@code <project>-<stack>} must keep. */
    public static int longest() {
        return NAMES.stream()
                .mapToInt(named -> named.longest - named.beside.length())
                .min()
                .orElseThrow();
    }

    /** The names that an environment must not have, nor begin with. */
    public static String taken() {
        return String.join(", ", TAKEN);
    }

    /** What is wrong with an environment's name, beyond its form. */
    static Stream<Problem> problems(String path, String project, String name, String fix) {
        return Stream.concat(length(path, project + "-" + name, fix), reserved(path, project, name, fix));
    }

    private static Stream<Problem> length(String path, String both, String fix) {
        return NAMES.stream()
                .filter(named -> both.length() + named.beside.length() > named.longest)
                .findFirst()
                .map(named -> new Problem(
                        path,
                        both,
                        "is too long: %s, %s%s, would have %d characters, and AWS allows %d"
                                .formatted(
                                        named.kind,
                                        both,
                                        named.beside,
                                        both.length() + named.beside.length(),
                                        named.longest),
                        "shorten the project's name in Pulumi.yaml, or " + fix
                                + ": together, with the hyphen, they may have " + longest()))
                .stream();
    }

    private static Stream<Problem> reserved(String path, String project, String name, String fix) {
        return TAKEN.stream()
                .filter(word -> name.equals(word) || name.startsWith(word + "-"))
                .map(word -> new Problem(
                        path,
                        name,
                        "is taken: names that begin with %s-%s belong to what the environments share"
                                .formatted(project, word),
                        fix));
    }
}
