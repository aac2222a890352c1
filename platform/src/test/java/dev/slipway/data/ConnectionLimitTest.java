package dev.slipway.data;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitTest {

    @ParameterizedTest
    @CsvSource({
        "db.t4g.micro, 101",
        "db.t4g.small, 202",
        "db.m7g.large, 811",
        "db.r7g.xlarge, 3244",
        "db.r7g.16xlarge, 5000"
    })
    void follows_the_memory_of_the_class(String instanceClass, int connections) {
        assertThat(ConnectionLimit.of(instanceClass)).isEqualTo(connections);
    }
}
