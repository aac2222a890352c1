package dev.slipway.delivery;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.StackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ImageBuildTest {

    @TempDir
    private Path binfmt;

    @Test
    void anImageIsForTheProcessorsOfTheTasks() {
        assertThat(build("{}", "{}").platforms()).isEqualTo("linux/arm64");
        assertThat(build("{\"architecture\": \"x86_64\"}", "{}").platforms()).isEqualTo("linux/amd64");
    }

    @Test
    void severalPlatformsAreBuiltTogetherInOneOrder() {
        assertThat(build("{}", "{\"platforms\": [\"linux/arm64\", \"linux/amd64\"]}")
                        .platforms())
                .isEqualTo("linux/amd64,linux/arm64");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, arm64, true",
        "Linux, aarch64, arm64, false",
        "Linux, aarch64, x86_64, true",
        "Linux, amd64, x86_64, false",
        "Mac OS X, aarch64, x86_64, false"
    })
    void aMachineThatCannotRunTheImageIsToldWhatToInstall(
            String system, String processor, String architecture, boolean lacking) {
        var build = build("{\"architecture\": \"%s\"}".formatted(architecture), "{}");
        assertThat(build.lacking(system, processor, binfmt).isPresent()).isEqualTo(lacking);
        if (lacking) {
            assertThat(build.lacking(system, processor, binfmt).orElseThrow())
                    .contains("--install " + (architecture.equals("arm64") ? "arm64" : "amd64"));
        }
    }

    @Test
    void aMachineWithQemuLacksNothing() throws IOException {
        Files.createFile(binfmt.resolve("qemu-aarch64"));
        assertThat(build("{}", "{}").lacking("Linux", "amd64", binfmt)).isEmpty();
    }

    private static ImageBuild build(String service, String image) {
        var settings = Settings.read(new StackConfig(
                "slipway",
                "staging",
                Map.of(
                        "aws:region",
                        "eu-central-1",
                        "aws:allowedAccountIds",
                        "[\"123456789012\"]",
                        "slipway:domain",
                        "{\"name\": \"orders.acme.dev\"}",
                        "slipway:service",
                        service,
                        "slipway:image",
                        image),
                Set.of()));
        return new ImageBuild((EnvironmentSettings) settings, Path.of(""));
    }
}
