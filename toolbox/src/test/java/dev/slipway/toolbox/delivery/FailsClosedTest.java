package dev.slipway.toolbox.delivery;

import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that a command never reports success if one of its programs breaks. Each call of each program breaks once, in each
 * way, in a run that would otherwise succeed.
 */
class FailsClosedTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OUTPUTS = "{\"imageDigest\": \"%s\"}".formatted(DIGEST);

    /** The programs that a command declares to need. */
    private static final Pattern NEEDS =
            Pattern.compile("(?m)^(?:need|\"\\$root/delivery/prerequisites\") ([a-z ]+?)(?: >.*)?$");

    private static final Pattern PROGRAMS = Pattern.compile("(?<![\\w./-])(aws|jq|pulumi|gh|git|curl) (?=[\\w\"'-])");

    /** The ways in which a program breaks. None exits with 1, which jq, git and others also use as an answer. */
    private static final Map<String, String> WAYS = Map.of(
            "fails", "echo broken >&2; exit 70",
            "says nothing", "exit 0",
            "says garbage", "echo 'up to date'; exit 0");

    /** These commands have too many calls to break each one, so all calls of a program break at once. */
    private static final Set<String> BY_PROGRAM = Set.of("github", "prerequisites", "smoke");

    @TempDir
    Path folder;

    private Commands commands;
    /** A broken program still prints its version, unless the command needs nothing else of it. */
    private Map<String, String> versions = Map.of();

    static Stream<String> commands() throws IOException {
        try (var files = Files.list(Workflow.REPOSITORY.resolve("delivery"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".sh"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_broken_program_goes_unnoticed(String command) throws IOException {
        commands = Commands.in(folder);
        var text = Files.readString(commands.repository().resolve("delivery").resolve(command));
        var programs = programs(command, text);
        var words = prepared(command);
        programs.forEach(this::wrap);

        if (command.equals("prerequisites")) {
            versions = Map.of("VERSIONS", "too");
        }
        var good = run(words, Map.of());
        assertThat(good.code()).as(good.said()).isZero();
        var success = good.said().strip().lines().reduce((_, last) -> last).orElseThrow();
        var calls = new LinkedHashMap<String, Integer>();
        programs.forEach(program -> calls.put(program, calls(program)));

        var unnoticed = new ArrayList<String>();
        calls.forEach((program, count) -> {
            for (var call : BY_PROGRAM.contains(command) ? List.of("all") : numbers(count)) {
                WAYS.forEach((way, breaks) -> {
                    var said = run(words, Map.of("BREAKS", program, "CALL", call, "WAY", breaks));
                    if (said.code() == 0 || said.said().contains(success)) {
                        unnoticed.add("%s, call %s, %s: %s".formatted(program, call, way, said));
                    }
                });
            }
        });
        assertThat(unnoticed).isEmpty();
        assertThat(calls.values()).as("calls of %s", calls.keySet()).anyMatch(count -> count > 0);
    }

    private static List<String> programs(String command, String text) {
        if (command.equals("prerequisites")) {
            return List.of("aws", "curl", "gh", "git", "jq", "pulumi");
        }
        var needs = NEEDS.matcher(text);
        assertThat(needs.find()).as("the programs that %s needs", command).isTrue();
        var programs = new ArrayList<>(List.of(needs.group(1).split(" ")));
        var code =
                text.replaceFirst("(?s)usage=\".*?[^\\\\]\"\n", "").replaceAll("(?m)^\\s*#.*|\\bfail \"[^\"]*\"", "");
        assertThat(PROGRAMS.matcher(code).results().map(found -> found.group(1)))
                .as("what %s calls and does not need", command)
                .isSubsetOf(programs);
        if (text.contains("$root/slipway")) {
            programs.add("slipway");
        }
        return programs;
    }

    /** Prepares a run in which the command succeeds; returns its arguments. */
    private String[] prepared(String command) {
        return switch (command) {
            case "check-alarms" -> {
                aStackThatRuns();
                commands.answer(
                        "describe-alarms", "{\"MetricAlarms\": [{\"AlarmName\": \"errors\", \"StateValue\": \"OK\"}]}");
                yield new String[] {command, "prod"};
            }
            case "check-approval" -> {
                commands.answer("github/environment-prod-approval", """
                        {"protection_rules": [{"type": "required_reviewers", "reviewers": [{"type": "User"}]}]}
                        """);
                commands.answer("github/approvals", """
                        [{"state": "approved", "user": {"login": "releaser"}, "environments": [{"name": "prod-approval"}]}]
                        """);
                yield new String[] {command, "prod"};
            }
            case "check-commit" -> {
                commands.git("init", "--quiet", "--initial-branch=main");
                commands.git("commit", "--quiet", "--allow-empty", "--message", "first");
                commands.answer(
                        "stack-history",
                        "[{\"kind\": \"update\", \"result\": \"succeeded\", \"environment\": {\"git.head\": \"%s\"}}]"
                                .formatted(commands.git("rev-parse", "HEAD")));
                commands.git("commit", "--quiet", "--allow-empty", "--message", "second");
                yield new String[] {command, "prod"};
            }
            case "github" -> {
                commands.answer("whoami", "{\"url\": \"s3://slipway-state\"}");
                commands.answer(
                        "stack-output", "{\"prodDeployRole\": \"arn:aws:iam::123456789012:role/slipway-deploy-prod\"}");
                commands.answer("config-prod", """
                        {"aws:region": {"value": "eu-central-1"}, "aws:allowedAccountIds": {"objectValue": ["123456789012"]}}
                        """);
                commands.answer("plan-foundation", "{\"outputs\": {\"unreviewed\": []}}");
                commands.answer("github/repository", """
                        {"full_name": "acme/orders", "visibility": "public", "default_branch": "main",
                         "owner": {"login": "acme", "type": "Organization"}, "permissions": {"admin": true}}
                        """);
                commands.answer("github/users", "{\"releaser\": 1}");
                commands.answer(
                        "github/collaborators", "[{\"login\": \"releaser\", \"permissions\": {\"push\": true}}]");
                yield new String[] {command, "--reviewer", "releaser"};
            }
            case "prerequisites" -> {
                commands.standIn("aws", "echo aws-cli/2.15.30");
                commands.standIn("curl", "echo curl 8.5.0");
                commands.standIn("gh", "echo gh version 2.80.0");
                yield new String[] {command, "aws", "curl", "gh", "git", "jq", "pulumi"};
            }
            case "runners" -> {
                Commands.write(commands.repository().resolve("Pulumi.prod.yaml"), "");
                commands.answer("plan-prod", """
                        {"resources": [{"type": "awsx:ecr:Image"}, {"type": "aws:ecs/taskDefinition:TaskDefinition",
                          "inputs": {"runtimePlatform": {"cpuArchitecture": "ARM64"}}}]}
                        """);
                yield new String[] {command};
            }
            case "smoke" -> {
                commands.standIn("curl", CURL);
                yield new String[] {command, "https://orders.acme.dev"};
            }
            case "digests" -> {
                commands.answer("stack-output", OUTPUTS);
                yield new String[] {command, "prod"};
            }
            case "tag-image" -> {
                commands.answer("stack-output", OUTPUTS);
                commands.answer("batch-get-image", """
                        {"images": [{"imageId": {"imageDigest": "%s", "imageTag": "content"}, "imageManifest": "{}"}]}
                        """.formatted(DIGEST));
                commands.answer("put-image", "{\"image\": {\"imageId\": {\"imageDigest\": \"%s\"}}}".formatted(DIGEST));
                yield new String[] {command, "prod"};
            }
            case "up" -> {
                aStackThatRuns();
                commands.answer("up", "updated\n");
                yield new String[] {command, "prod", "--yes"};
            }
            case "verdict" -> {
                aStackThatRuns();
                yield new String[] {command, "prod", DIGEST};
            }
            default -> throw new AssertionError(command + " has no case here in which it succeeds");
        };
    }

    private void aStackThatRuns() {
        commands.answer("stack-export", """
                {"deployment": {"resources": [
                  {"type": "pulumi:pulumi:Stack", "outputs": {"imageDigest": "%s"}},
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "definition/slipway-prod:2"}},
                  {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod", "cluster": "slipway-prod"}}]}}
                """.formatted(DIGEST));
        commands.answer("describe-services", """
                {"services": [{"status": "ACTIVE", "deploymentConfiguration": {"alarms": {"alarmNames": ["errors"]}},
                  "deployments": [{"status": "PRIMARY", "taskDefinition": "definition/slipway-prod:2", "rolloutState": "COMPLETED",
                    "runningCount": 2, "desiredCount": 2}]}]}
                """);
        commands.answer(
                "describe-task-definition",
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"image\": \"r/slipway@%s\"}]}}".formatted(DIGEST));
    }

    /** Answers as the service does. */
    private static final String CURL = """
            while [ $# -gt 0 ]; do
                case $1 in
                    --dump-header) headers=$2 && shift ;;
                    http*) url=$1 ;;
                esac
                shift
            done
            case $url in
                http:*) printf 'location: https://orders.acme.dev\\r\\n' >"$headers" && printf 301 ;;
                */orders) printf 401 ;;
                *etrics) printf 404 ;;
                *) printf 'strict-transport-security: max-age=1\\r\\n' >"$headers" && printf 200 ;;
            esac
            """;

    /** Wraps a program by one that counts its calls, and breaks at the requested one. */
    private void wrap(String program) {
        var slipway = program.equals("slipway");
        var real = slipway ? folder.resolve("slipway") : folder.resolve("bin").resolve(program);
        if (slipway) {
            move(commands.repository().resolve("slipway"), real);
        } else if (!Files.exists(real)) {
            real = Commands.find(program);
        }
        commands.script(
                slipway
                        ? commands.repository().resolve("slipway")
                        : folder.resolve("breaking").resolve(program),
                // The result of `pulumi up` is its exit code.
                """
                case "$1 ${VERSIONS:-}" in
                    "--version " | "version " | "up "*) exec %2$s "$@" ;;
                esac
                echo . >>%3$s
                if [ "${BREAKS:-}" = %1$s ] && { [ "$CALL" = all ] || [ "$(wc -l <%3$s)" -eq "$CALL" ]; }; then
                    [ -t 0 ] || cat >/dev/null
                    eval "$WAY"
                fi
                exec %2$s "$@"
                """.formatted(program, real, counter(program)));
    }

    private Path counter(String program) {
        return folder.resolve("calls-of-" + program);
    }

    private int calls(String program) {
        return (int)
                commands.read(counter(program).getFileName().toString()).lines().count();
    }

    private static List<String> numbers(int count) {
        return Stream.iterate(1, n -> n + 1)
                .limit(count)
                .map(n -> Integer.toString(n))
                .toList();
    }

    private Said run(String[] words, Map<String, String> breaking) {
        var environment = new LinkedHashMap<>(Map.of(
                "PATH", folder.resolve("breaking") + ":" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                "GITHUB_REPOSITORY", "acme/orders",
                "GITHUB_RUN_ID", "42",
                "SMOKE_SECONDS", "0",
                "UP_SECONDS", "600"));
        environment.putAll(versions);
        environment.putAll(breaking);
        try (var counters = Files.newDirectoryStream(folder, "calls-of-*")) {
            for (var counter : counters) {
                Files.delete(counter);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return commands.run(environment, words);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
