package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;

import static org.assertj.core.api.Assertions.assertThat;

class SumTest {

    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 40, 42",
        "-5, 5, 0",
        "9223372036854775806, 1, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808"
    })
    void two_numbers_are_added(long a, long b, long sum) {
        var reply = service.post("/sum", "{\"a\":%d,\"b\":%d}".formatted(a, b));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"sum\":" + sum + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":9223372036854775807,\"b\":1}",
                "{\"a\":9223372036854775808,\"b\":0}",
                "{\"a\":\"2\",\"b\":40}",
                "{\"a\":2.5,\"b\":40}",
                "{\"a\":null,\"b\":40}",
                "{\"a\":[2],\"b\":40}",
                "{\"a\":true,\"b\":40}",
                "{\"b\":40}"
            })
    void numbers_without_a_sum_in_64_bits_are_invalid(String body) {
        assertThat(service.post("/sum", body).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"c\":[1],\"a\":1}", "{\"a\":1,\"c\":{\"d\":1}}", "{\"c\":null}"})
    void unknown_and_missing_fields_are_reported_together(String body) {
        var refused = service.post("/sum", body);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "{\"field\":\"b\",\"message\":\"must be a number, and is missing\"}",
                        "{\"field\":\"c\",\"message\":\"is not a field of this resource\"}");
    }

    @Test
    void adding_needs_a_key() {
        assertThat(service.send(service.anonymous("/sum").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }
}
