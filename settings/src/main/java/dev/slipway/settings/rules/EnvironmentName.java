package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.Stream;

/** The valid names of an environment: its AWS resources are named after it, and its deploy role gets rights by name. */
public final class EnvironmentName {

    /**
     * A name in AWS that is derived from {@code <project>-<stack>}.
     *
     * @param kind the kind of resource, with its article
     * @param suffix the suffix: Pulumi adds a hyphen and 7 digits to make a name unique
     * @param longest its maximum length, from the API reference of the call that creates it
     */
    private record DerivedName(String kind, String suffix, int longest) {}

    private static final List<DerivedName> NAMES = List.of(
            // CreateLoadBalancer, CreateTargetGroup
            new DerivedName("a load balancer and its target group", "-1234567", 32),
            // CreateRole
            new DerivedName("a role", "-flow-logs-1234567", 64),
            // General purpose bucket naming rules
            new DerivedName("the bucket of access logs", "-balancer-access-logs-bucket-1234567", 63),
            // CreateDBInstance
            new DerivedName("a database instance", "", 63));

    /** The foundation, the state and its rights use names like {@code <project>-<word>-…}. */
    private static final List<String> TAKEN = List.of("deploy", "preview", "state", "boundary", "foundation");

    private EnvironmentName() {}

    /** The maximum length of {@code <project>-<stack>}. */
    public static int longest() {
        return NAMES.stream()
                .mapToInt(derived -> derived.longest - derived.suffix.length())
                .min()
                .orElseThrow();
    }

    /** The names that an environment must not have or begin with. */
    public static String taken() {
        return String.join(", ", TAKEN);
    }

    /** Problems with an environment's name, other than its form. */
    static Stream<Problem> problems(String path, String project, String name, String fix) {
        return Stream.concat(length(path, project + "-" + name, fix), reserved(path, project, name, fix));
    }

    private static Stream<Problem> length(String path, String both, String fix) {
        return NAMES.stream()
                .filter(derived -> both.length() + derived.suffix.length() > derived.longest)
                .findFirst()
                .map(derived -> new Problem(
                        path,
                        both,
                        "is too long: %s, %s%s, would have %d characters, and AWS allows %d"
                                .formatted(
                                        derived.kind,
                                        both,
                                        derived.suffix,
                                        both.length() + derived.suffix.length(),
                                        derived.longest),
                        "shorten the project's name in Pulumi.yaml, or " + fix
                                + ": together, with the hyphen, they may have at most " + longest()))
                .stream();
    }

    private static Stream<Problem> reserved(String path, String project, String name, String fix) {
        return TAKEN.stream()
                .filter(word -> name.equals(word) || name.startsWith(word + "-"))
                .map(word -> new Problem(
                        path,
                        name,
                        "is reserved: names that begin with %s-%s belong to shared resources".formatted(project, word),
                        fix));
    }
}
