package dev.slipway.delivery;

import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ImageBuildTest {

    @Test
    void an_image_is_built_for_the_architecture_of_the_tasks() {
        assertThat(build("{}", "{}").platforms()).isEqualTo("linux/arm64");
        assertThat(build("{\"architecture\": \"x86_64\"}", "{}").platforms()).isEqualTo("linux/amd64");
    }

    @Test
    void several_platforms_are_built_together_in_a_fixed_order() {
        assertThat(build("{}", "{\"platforms\": [\"linux/arm64\", \"linux/amd64\"]}")
                        .platforms())
                .isEqualTo("linux/amd64,linux/arm64");
    }

    private static ImageBuild build(String service, String image) {
        var config = new StackConfig(
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
                Set.of());
        var services = new LinkedHashMap<>(Map.of("app", ServiceKind.WEB));
        return new ImageBuild(
                ImageSpec.SHARED,
                Architecture.of(ServiceSpec.web("app")),
                (EnvironmentSettings) SettingsReader.read(config, services),
                Path.of(""));
    }
}
