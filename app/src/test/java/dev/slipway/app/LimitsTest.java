package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsTest {

    private static Running service;

    @BeforeAll
    static void start() {
        var variables = Postgres.shared().migratedDatabase();
        // Slow enough that what the tests take does not matter before they end.
        variables.putAll(Map.of("RATE_LIMIT_PER_SECOND", "1", "RATE_LIMIT_BURST", "30"));
        variables.put("CORS_ORIGINS", "https://shop.example.com, https://www.example.com");
        service = Running.start(variables);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void past_the_burst_a_caller_gets_429_and_a_time_to_retry() {
        var refused = exhaust("203.0.113.1", Running.KEY);

        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"default\";q=30;w=30");
        assertThat(refused.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"default\";r=0;t=");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void another_address_or_another_key_has_a_bucket_of_its_own() {
        exhaust("203.0.113.2", Running.KEY);
        assertThat(list("203.0.113.3", Running.KEY).statusCode()).isEqualTo(200);
        assertThat(list("203.0.113.2", Running.NEXT_KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void only_the_address_that_the_balancer_added_counts() {
        exhaust("203.0.113.4", Running.KEY);
        assertThat(list("198.51.100.7, 203.0.113.4", Running.KEY).statusCode()).isEqualTo(429);
    }

    @Test
    void behind_a_trusted_proxy_the_address_that_it_saw_counts() {
        var variables = Postgres.shared().migratedDatabase();
        variables.putAll(Map.of("RATE_LIMIT_PER_SECOND", "1", "RATE_LIMIT_BURST", "2", "TRUSTED_PROXIES", "1"));
        try (var behindCdn = Running.start(variables)) {
            var edge = "198.51.100.9";
            for (var caller = 1; caller <= 10; caller++) {
                assertThat(status(behindCdn, "203.0.113.%d, %s".formatted(caller, edge)))
                        .isEqualTo(200);
            }
            // What the caller sends itself stands before the address that the proxy saw.
            status(behindCdn, "10.0.0.1, 203.0.113.11, " + edge);
            status(behindCdn, "10.0.0.2, 203.0.113.11, " + edge);
            assertThat(status(behindCdn, "10.0.0.3, 203.0.113.11, " + edge)).isEqualTo(429);
            // A caller that bypasses the proxy counts with its own address.
            assertThat(status(behindCdn, edge)).isEqualTo(200);
        }
    }

    private static int status(Running at, String forwarded) {
        return at.send(at.anonymous("/orders").header("X-API-Key", Running.KEY).header("X-Forwarded-For", forwarded))
                .statusCode();
    }

    @Test
    void keys_cannot_be_tried_out_fast() {
        exhaust("203.0.113.5", "a-wrong-key-is-tried");
        assertThat(list("203.0.113.5", "another-wrong-one-is").statusCode()).isEqualTo(429);
        assertThat(list("203.0.113.5", Running.KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void health_is_never_limited() {
        exhaust("203.0.113.6", Running.KEY);
        for (int i = 0; i < 50; i++) {
            assertThat(service.send(service.request("/health").header("X-Forwarded-For", "203.0.113.6"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void pages_of_an_allowed_origin_may_call() {
        var preflight = service.send(service.anonymous("/orders")
                .header("Origin", "https://shop.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-api-key,baggage")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://shop.example.com");
        assertThat(String.join(",", preflight.headers().allValues("Access-Control-Allow-Methods")))
                .contains("POST", "PATCH", "DELETE")
                .doesNotContain("PUT");
        assertThat(String.join(",", preflight.headers().allValues("Access-Control-Allow-Headers")))
                .contains("x-api-key", "baggage");
        assertThat(preflight.headers().firstValue("Vary")).hasValue("Origin");
    }

    @Test
    void pages_of_an_allowed_origin_can_read_the_headers_of_replies() {
        var reply = service.send(service.request("/orders").header("Origin", "https://shop.example.com"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example.com");
        assertThat(String.join(",", reply.headers().allValues("Access-Control-Expose-Headers")))
                .contains("RateLimit", "Location", "X-Request-Id");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https, HTTP/1.1 200",
        "http://api.example.com, http, HTTP/1.1 200",
        "https://api.example.com, http, HTTP/1.1 403",
        "https://evil.example.com, https, HTTP/1.1 403"
    })
    void pages_of_the_service_itself_may_call_it(String origin, String scheme, String status) throws Exception {
        var request =
                "GET /orders HTTP/1.1\r\nHost: api.example.com\r\nX-API-Key: %s\r\nOrigin: %s\r\nX-Forwarded-Proto: %s\r\n\r\n"
                        .formatted(Running.KEY, origin, scheme);
        assertThat(Raw.exchange(service.port(), request)).startsWith(status);
    }

    @Test
    void pages_of_any_other_origin_may_not() {
        var reply = service.send(service.request("/healthz").header("Origin", "https://evil.example.com"));
        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(reply.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    private static HttpResponse<String> exhaust(String address, String key) {
        for (int i = 0; i < 40; i++) {
            var reply = list(address, key);
            if (reply.statusCode() == 429) {
                return reply;
            }
        }
        throw new AssertionError("never limited");
    }

    private static HttpResponse<String> list(String address, String key) {
        return service.send(
                service.anonymous("/orders").header("X-API-Key", key).header("X-Forwarded-For", address));
    }
}
