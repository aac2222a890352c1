package dev.slipway.toolbox.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.slipway.toolbox.delivery.Workflow.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A copy of the delivery commands in a separate repository, with fakes of {@code aws}, {@code pulumi}, {@code gh} and {@code
 * ./slipway} that answer from files. A call without a file fails.
 *
 * @param folder the folder of the answers; its subfolder {@code repository} is the commands' repository
 */
record Commands(Path folder) {

    static Commands in(Path folder) {
        assumeTrue(
                onPath("bash") && onPath("jq") && onPath("git"),
                "bash, jq and git are not all on the PATH: the delivery commands are not tried");
        var commands = new Commands(folder);
        commands.copy(REPOSITORY.resolve("delivery"), commands.repository().resolve("delivery"));
        commands.copy(
                REPOSITORY.resolve(".mvn/launch.sh"), commands.repository().resolve(".mvn/launch.sh"));
        commands.copy(
                REPOSITORY.resolve("toolbox/src/test/resources/dev/slipway/toolbox/delivery/gh"),
                folder.resolve("bin/gh"));
        write(commands.repository().resolve(".pulumi.version"), "3.259.0\n");
        write(commands.repository().resolve("Pulumi.yaml"), "name: slipway\n");
        commands.script(commands.repository().resolve("slipway"), "cat \"$ANSWERS/plan-$2\"");
        // stack-export, stack-history, stack-output, config-<stack>, whoami
        commands.standIn("pulumi", """
                echo "$*" >>"$ANSWERS/pulumi-calls"
                case $1 in
                    version) echo v3.259.0 ;;
                    config) cat "$ANSWERS/config-$4" ;;
                    stack) cat "$ANSWERS/stack-$2" ;;
                    *) cat "$ANSWERS/$1" ;;
                esac
                """);
        commands.standIn("aws", """
                for argument; do case $argument in file://*) cp "${argument#file://}" "$ANSWERS/manifest" ;; esac; done
                echo "$*" >>"$ANSWERS/aws-calls"
                cat "$ANSWERS/$2"
                """);
        return commands;
    }

    Path repository() {
        return folder.resolve("repository");
    }

    /** Makes the fakes answer a call with a text. */
    void answer(String call, String text) {
        write(folder.resolve(call), text);
    }

    /** Makes a call fail. */
    void silence(String call) {
        try {
            Files.delete(folder.resolve(call));
        } catch (IOException e) {
            throw new AssertionError(call, e);
        }
    }

    String read(String file) {
        try {
            var path = folder.resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    /** The names of all commands. */
    Stream<String> all() {
        try (var files = Files.list(repository().resolve("delivery"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".sh"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void standIn(String name, String text) {
        script(folder.resolve("bin").resolve(name), text);
    }

    void script(Path file, String text) {
        write(file, "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = file.equals(from) ? to : to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                assertThat(target.toFile().setExecutable(true)).isTrue();
            }
        } catch (IOException e) {
            throw new AssertionError(from.toString(), e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    Said run(String... words) {
        return run(Map.of(), words);
    }

    Said run(Map<String, String> environment, String... words) {
        var command = List.of(words);
        var program = repository().resolve("delivery").resolve(command.getFirst());
        return execute(
                environment,
                Stream.concat(Stream.of(program.toString()), command.stream().skip(1))
                        .toList());
    }

    /** Runs a Bash script in the repository. */
    Said shell(Map<String, String> environment, String script) {
        return execute(environment, List.of("bash", "-c", script));
    }

    /** Runs git in the repository. */
    String git(String... words) {
        var author =
                List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false");
        var said = execute(
                Map.of(), Stream.concat(author.stream(), Stream.of(words)).toList());
        assertThat(said.code()).as(said.said()).isZero();
        return said.said().strip();
    }

    private Said execute(Map<String, String> environment, List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(repository().toFile()).redirectErrorStream(true);
        var variables = new HashMap<String, String>();
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("ANSWERS", folder.toString());
        variables.put("GITHUB", folder.resolve("github").toString());
        variables.putAll(environment);
        builder.environment().putAll(variables);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), said);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    private static boolean onPath(String command) {
        return find(command) != null;
    }

    /** The path of a command on the PATH; null if it is missing. */
    static Path find(String command) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(entry -> Path.of(entry, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** A command's output on both streams, and its exit code. */
    record Said(int code, String said) {}
}
