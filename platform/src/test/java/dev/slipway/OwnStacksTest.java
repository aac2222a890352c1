package dev.slipway;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The only test of this checkout's own settings: each stack with a file can be planned, or its problems are listed. */
class OwnStacksTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("stacks")
    void can_be_planned(String stack) {
        assertThat(EstatePlans.of(ROOT).plan(stack).resources()).isNotEmpty();
    }

    private static List<String> stacks() throws IOException {
        try (var files = Files.list(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("Pulumi\\..+\\.yaml"))
                    .map(file -> file.substring("Pulumi.".length(), file.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }
}
