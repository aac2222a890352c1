package dev.slipway.settings.stack;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.NetworkSettings;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.Stacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StackConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"slipway:network: {zones: 3, egress: nat}", "slipway:network: {zones: 3}"})
    void a_copy_has_another_text_for_one_setting(String yaml) {
        var network = network(Stacks.staging(yaml).with("network", "egress", "endpoints"));

        assertThat(network.egress()).isEqualTo(Egress.ENDPOINTS);
        assertThat(network.zones()).isEqualTo(3);
    }

    @Test
    void a_copy_replaces_a_setting_that_has_its_own_key() {
        var config = Stacks.engine(Map.of("slipway:network.egress", "nat"));

        assertThat(network(config.with("network", "egress", "nat-per-zone")).egress())
                .isEqualTo(Egress.NAT_PER_ZONE);
        assertThat(network(config).egress()).isEqualTo(Egress.NAT);
    }

    private static NetworkSettings network(StackConfig config) {
        return ((EnvironmentSettings) Stacks.read(config)).network();
    }
}
