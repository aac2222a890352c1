package dev.slipway.toolbox.delivery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests delivery/prerequisites on a machine that has only the commands that the test provides. */
class PrerequisitesTest {

    @TempDir
    Path folder;

    private Commands commands;
    private Map<String, String> machine;

    @BeforeEach
    void aMachineThatHasEverything() {
        commands = Commands.in(folder);
        Stream.of("bash", "env", "dirname", "cat", "readlink").forEach(this::link);
        answering("git", "git version 2.39.5");
        answering("aws", "aws-cli/2.15.30 Python/3.11.8 Linux/6.1");
        answering("gh", "gh version 2.80.0 (2025-09-23)");
        answering("jq", "jq-1.7.1");
        answering("curl", "curl 8.5.0 (x86_64)");
        machine = new HashMap<>(Map.of("PATH", folder.resolve("bin").toString(), "SLIPWAY_JDKS", ""));
        machine.put("JAVA_HOME", jdk("25.0.1").toString());
        machine.put("JAVA_HOME_25_X64", "");
        machine.put("JAVA_HOME_25_ARM64", "");
    }

    @Test
    void a_complete_machine_is_ready_without_dig() {
        var said = commands.run(machine, "prerequisites");
        assertThat(said.code()).as(said.said()).isZero();
        assertThat(said.said())
                .contains("ok       aws 2.15.30", "ok       pulumi 3.259.0", "ok       gh 2.80.0", "optional dig");
    }

    @Test
    void missing_and_outdated_commands_are_reported_at_once_with_their_source() throws IOException {
        answering("aws", "aws-cli/1.45.11 Python/3.11.7 Linux/6.18 botocore/1.43.11");
        answering("jq", "jq-1.5");
        commands.standIn("pulumi", "echo v3.258.9");
        Files.delete(folder.resolve("bin/gh"));
        machine.put("JAVA_HOME", jdk("21.0.4").toString());
        var said = commands.run(machine, "prerequisites");
        assertThat(said.code()).isOne();
        assertThat(said.said())
                .contains("TOO OLD  aws 1.45.11, and 2 or newer is needed: https://docs.aws.amazon.com/")
                .contains("TOO OLD  jq 1.5", "TOO OLD  pulumi 3.258.9, and 3.259.0")
                .contains("MISSING  gh 2.32 or newer: https://cli.github.com", "MISSING  JDK 25")
                .contains("5 of these are missing or too old.");
    }

    @Test
    void a_command_can_ask_for_the_few_that_it_needs() {
        answering("aws", "aws-cli/1.45.11");
        assertThat(commands.run(machine, "prerequisites", "jq", "git").code()).isZero();
        assertThat(commands.run(machine, "prerequisites", "jq", "aws").code()).isOne();
    }

    private void answering(String command, String version) {
        commands.standIn(command, "echo '%s'\n".formatted(version));
    }

    /** Gives the machine a command of this one. */
    private void link(String command) {
        var file = folder.resolve("bin").resolve(command);
        Commands.write(file, "#!%s%nexec %s \"$@\"%n".formatted(Commands.find("bash"), Commands.find(command)));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String version) {
        var home = folder.resolve("jdk-" + version);
        Commands.write(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        Stream.of("java", "javac").forEach(tool -> {
            Commands.write(home.resolve("bin").resolve(tool), "");
            assertThat(home.resolve("bin").resolve(tool).toFile().setExecutable(true))
                    .isTrue();
        });
        return home;
    }
}
