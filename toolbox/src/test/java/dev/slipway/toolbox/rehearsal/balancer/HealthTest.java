package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.toolbox.rehearsal.balancer.Health.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTest {

    @Test
    void a_new_target_is_healthy_with_its_first_passed_check() {
        assertThat(after("+")).isEqualTo(State.HEALTHY);
        assertThat(after("-+")).isEqualTo(State.HEALTHY);
    }

    @Test
    void a_new_target_is_unhealthy_when_the_threshold_is_reached() {
        assertThat(after("-")).isEqualTo(State.INITIAL);
        assertThat(after("--")).isEqualTo(State.UNHEALTHY);
    }

    @Test
    void only_consecutive_failures_make_a_healthy_target_unhealthy() {
        assertThat(after("+-+-+-")).isEqualTo(State.HEALTHY);
        assertThat(after("+--")).isEqualTo(State.UNHEALTHY);
    }

    @Test
    void only_consecutive_passes_make_an_unhealthy_target_healthy() {
        assertThat(after("--++-++")).isEqualTo(State.UNHEALTHY);
        assertThat(after("--+++")).isEqualTo(State.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200, true",
        "200, 204, false",
        "200-299, 204, true",
        "200-299, 300, false",
        "'200, 302', 302, true",
        "'200,302', 301, false"
    })
    void the_matcher_names_codes_and_ranges(String matcher, int status, boolean passes) {
        assertThat(new HealthCheck("/", Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 2, matcher).passes(status))
                .isEqualTo(passes);
    }

    private static State after(String checks) {
        var check = new HealthCheck("/readyz", Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 2, "200");
        var health = Health.INITIAL;
        for (var at = 0; at < checks.length(); at++) {
            health = health.after(checks.charAt(at) == '+', check);
        }
        return health.state();
    }
}
