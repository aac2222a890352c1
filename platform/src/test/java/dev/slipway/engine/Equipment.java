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

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Skips the engine tests, with one line on the console, where a machine has no engine or no simulated AWS. */
final class Equipment implements ExecutionCondition {

    private static final String START = "SLIPWAY_TEST_AWS_START";
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /**
     * What starts a simulated AWS on 127.0.0.1, in the foreground: it takes {@code --enforce-iam}, {@code --log-calls FILE}
     * and a port.
     */
    static Path startsAws() {
        return Path.of(System.getenv(START));
    }

    /**
     * The AWS command line that the delivery commands need; where it, or another program, is missing, the test is skipped and says
     * so.
     */
    static Path deliveryNeeds(String... programs) {
        var aws = awsCommandLine();
        assumeTrue(
                aws.isPresent() && Stream.of(programs).allMatch(Equipment::onPath),
                () -> "Skipped: it needs the AWS command line of version 2 and %s on the PATH."
                        .formatted(String.join(", ", programs)));
        return aws.orElseThrow();
    }

    /** The first command on the PATH that is the AWS command line of version 2, if there is one. */
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
            return ConditionEvaluationResult.enabled("the equipment is there");
        }
        var reason = "The engine tests are skipped: " + String.join("; ", missing) + ". See docs/engine-tests.md.";
        if (TOLD.compareAndSet(false, true)) {
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
        var start = System.getenv(START);
        if (start == null || start.isBlank()) {
            return Optional.of(START + " names no command that starts a simulated AWS");
        }
        return Files.isExecutable(Path.of(start))
                ? Optional.empty()
                : Optional.of(START + " names no program: " + start);
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
