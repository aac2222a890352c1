package dev.slipway.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a command against a running service: {@code .ci/contract} runs Schemathesis. Its name is not that of a test, so a build skips it. */
class Contract {

    @Test
    void the_command_succeeds(@TempDir Path files) throws Exception {
        var variables = Postgres.shared().migratedDatabase();
        variables.put("FILES_DIRECTORY", files.toString());
        try (var service = Running.start(variables)) {
            var command = new ProcessBuilder(System.getProperty("contract.command"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Path.of(System.getProperty("contract.output")).toFile());
            command.environment().put("CONTRACT_URL", "http://127.0.0.1:" + service.port());
            command.environment().put("CONTRACT_API_KEY", Running.KEY);

            assertThat(command.start().waitFor()).isZero();
        }
    }
}
