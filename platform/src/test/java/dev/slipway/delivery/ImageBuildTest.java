package dev.slipway.delivery;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.StackConfig;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ImageBuildTest {

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
