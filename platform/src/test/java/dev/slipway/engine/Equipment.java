package dev.slipway.engine;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Skips the engine tests, with one line on the console, if a machine has no engine or no simulated AWS. In the Maven profile
 * {@code engine}, which uses the project's own simulator by default, they fail instead.
 */
final class Equipment implements ExecutionCondition {

    private static final String START = "SLIPWAY_TEST_AWS_START";
    /** A system property of the Maven profile {@code engine}. */
    private static final boolean REQUIRED = Boolean.getBoolean("slipway.engine");

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    /**
     * The command that starts a simulated AWS on 127.0.0.1, in the foreground. Its arguments are {@code --enforce-iam},
     * {@code --log-calls FILE} and a port.
     */
    static Path startsAws() {
        return start().orElseThrow();
    }

    private static Optional<Path> start() {
        return Optional.ofNullable(System.getenv(START))
                .filter(start -> !start.isBlank())
                .map(Path::of)
                .or(() -> REQUIRED ? Optional.of(Project.original("simulator/start")) : Optional.empty());
    }

    /**
     * The AWS CLI that the delivery commands need; if it, or another program, is missing, the test is skipped with a
     * message, or fails in the profile {@code engine}.
     */
    static Path deliveryNeeds(String... programs) {
        var aws = awsCommandLine();
        var found = aws.isPresent() && Stream.of(programs).allMatch(Equipment::onPath);
        var reason = "requires the AWS CLI version 2 and %s on the PATH".formatted(String.join(", ", programs));
        assertThat(found || !REQUIRED).as("This test " + reason).isTrue();
        assumeTrue(found, "Skipped: " + reason + ".");
        return aws.orElseThrow();
    }

    /** The first AWS CLI version 2 on the PATH, if there is one. */
    private static Optional<Path> awsCommandLine() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "aws"))
                .filter(Files::isExecutable)
                .filter(aws -> version(aws).startsWith("aws-cli/2."))
                .findFirst();
    }

    private static String version(Path aws) {
        try {
            var process = new ProcessBuilder(aws.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var missing = missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the equipment is available");
        }
        var reason = "The engine tests %s: %s. See docs/engine-tests.md."
                .formatted(REQUIRED ? "cannot run" : "are skipped", String.join("; ", missing));
        assertThat(REQUIRED).as(reason).isFalse();
        if (REPORTED.compareAndSet(false, true)) {
            System.out.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static List<String> missing() {
        return Stream.concat(
                        Stream.of("pulumi", "pulumi-language-java")
                                .filter(program -> !onPath(program))
                                .map(program -> program + " is not on the PATH"),
                        aws().stream())
                .toList();
    }

    private static Optional<String> aws() {
        var start = start();
        if (start.isEmpty()) {
            return Optional.of(START + " is not set to a command that starts a simulated AWS");
        }
        return start.filter(Files::isExecutable).isPresent()
                ? Optional.empty()
                : Optional.of(START + " is not a program: " + start.orElseThrow());
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
