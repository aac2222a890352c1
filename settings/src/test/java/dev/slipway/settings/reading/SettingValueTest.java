package dev.slipway.settings.reading;

import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SettingValueTest {

    private static Stream<String> shown(Map<String, String> values) {
        return SettingValue.of(new StackConfig("slipway", "test", values, Set.of()), List.of("app")).stream()
                .map(value -> "%s %s %s".formatted(value.path(), value.value(), value.fromFile() ? "file" : "default"));
    }

    @Test
    void each_setting_has_its_value_and_its_origin() {
        assertThat(shown(Map.of(
                        "slipway:services", "{\"app\": {\"cpu\": 512, \"environment\": {\"GREETING\": \"hello\"}}}",
                        "slipway:production", "true",
                        "aws:region", "eu-central-1")))
                .contains(
                        "services.app.cpu 512 file",
                        "services.app.memory 512 default",
                        "services.app.environment GREETING: hello file",
                        "services.app.secrets none default",
                        "services.app.apiKeys 1 default",
                        "production true file",
                        "foundationStack foundation default",
                        "aws:region eu-central-1 file");
    }

    @Test
    void a_default_that_pulumi_merges_into_the_configuration_is_a_default() {
        assertThat(shown(Map.of("slipway:production", "false", "slipway:network", "{}")))
                .contains("production false default", "network.zones 2 default");
    }

    @Test
    void a_setting_under_its_former_name_is_shown_under_its_new_one() {
        assertThat(shown(Map.of("slipway:service", "{\"cpu\": 1024}"))).contains("services.app.cpu 1024 file");
    }

    @Test
    void encrypted_values_are_not_shown() {
        var values = SettingValue.of(
                new StackConfig(
                        "slipway",
                        "test",
                        Map.of("slipway:domain", "{\"name\": \"hunter2\"}"),
                        Set.of("slipway:domain")),
                List.of("app"));

        assertThat(values.toString()).doesNotContain("hunter2");
    }

    @Test
    void the_settings_are_those_of_the_stacks_kind() {
        var foundation = StackConfig.fromFiles(Path.of("src/test/resources/project"), "foundation");

        assertThat(SettingValue.of(foundation, List.of("app")))
                .extracting(SettingValue::path)
                .contains("foundation.zone", "aws:region")
                .doesNotContain("domain.name");
    }
}
