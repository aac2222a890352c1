package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class OperationsTest {

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
    @ValueSource(strings = {"/health", "/healthcheck", "/healthz", "/readyz"})
    void health_needs_no_key(String path) {
        var reply = service.send(service.anonymous(path));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void health_names_its_checks() {
        assertThat(service.get("/health").body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                        + "{\"name\":\"files\",\"status\":\"UP\"}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/%6detrics",
                "//metrics",
                "/METRICS",
                "/metrics/",
                "/./metrics",
                "/a/../metrics",
                "/metrics;a=b",
                "/metrics?x",
                "/metrics%2f",
                "/observe/metrics"
            })
    void the_serving_port_knows_no_metrics_in_any_spelling(String path) throws Exception {
        assertThat(Raw.get(service.port(), path)).startsWith("HTTP/1.1 404");
    }

    @Test
    void the_second_port_counts_requests_by_route_and_status() {
        service.get("/orders/0198c5a2-0000-7000-8000-000000000000");
        service.get("/health");

        var metrics = service.metrics();

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(metrics.body())
                .containsPattern(
                        "http_server_requests_seconds_bucket\\{method=\"GET\",route=\"/orders/\\{id\\}\",(scope=\"application\",)?status=\"404\",le=\"0.25\",?\\} [1-9]")
                .contains(
                        "route=\"/health\"",
                        "database_up",
                        "database_connections_active",
                        "build_info{",
                        "memory_usedHeap_bytes");
    }

    @Test
    void a_streamed_reply_is_counted_with_its_status_even_if_the_connection_closes() throws Exception {
        var before = counted("/health", 200);
        assertThat(Raw.exchange(service.port(), "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        Running.await("the reply to be counted", () -> counted("/health", 200) == before + 1);
    }

    @Test
    void invented_methods_are_counted_together() throws Exception {
        Raw.exchange(service.port(), "INVENTED /sum HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Running.await(
                "the request to be counted", () -> service.metrics().body().contains("method=\"other\""));
        assertThat(service.metrics().body()).doesNotContain("INVENTED");
    }

    private static int counted(String route, int status) {
        var line =
                "http_server_requests_seconds_count\\{method=\"GET\",route=\"%s\",scope=\"application\",status=\"%d\",?\\} (\\d+)"
                        .formatted(route, status);
        return Pattern.compile(line)
                .matcher(service.metrics().body())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }

    @Test
    void without_database_and_files_the_other_features_are_served() {
        try (var alone = Running.startWithout("FILES_DIRECTORY")) {
            assertThat(alone.get("/health").body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("database", "files");
            assertThat(alone.post("/sum", "{\"a\":2,\"b\":40}").statusCode()).isEqualTo(200);
            assertThat(alone.get("/orders").statusCode()).isEqualTo(404);
            assertThat(alone.get("/files").statusCode()).isEqualTo(404);
            assertThat(alone.get("/openapi.json").body()).contains("/sum").doesNotContain("\"/orders");
        }
    }

    @Test
    void the_second_port_serves_nothing_else() throws Exception {
        assertThat(Raw.get(service.metricsPort(), "/orders")).startsWith("HTTP/1.1 404");
    }

    @Test
    void requests_without_a_valid_key_get_401() {
        assertThat(service.send(service.anonymous("/orders")).statusCode()).isEqualTo(401);
        assertThat(service.send(service.anonymous("/orders").header("X-API-Key", "a-key-for-the-testz"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void during_a_rotation_both_keys_are_good() {
        assertThat(service.send(service.anonymous("/orders").header("X-API-Key", Running.NEXT_KEY))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_wrong_method_gets_405_with_the_right_ones() {
        var refused = service.send(service.request("/orders").PUT(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void head_answers_like_get_without_a_body() {
        var get = service.get("/orders");
        var head = service.send(service.request("/orders").HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/*;q=0.5", "nonsense"})
    void a_reply_is_json_whatever_the_caller_prefers(String accept) {
        var reply = service.send(service.request("/orders").header("Accept", accept));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(service.send(service.anonymous("/orders").header("Accept", accept))
                        .body())
                .contains("\"status\":401");
    }

    @Test
    void a_body_that_is_not_json_is_refused() {
        var refused = service.send(
                service.request("/orders").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "json"
            })
    void a_body_of_another_type_is_refused(String type) {
        var refused = service.send(
                service.request("/orders").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "/orders,gzip",
        "/sum,deflate",
        "/users,br",
        "/sessions,zstd",
        "/files,GZIP",
        "/arquivos,'identity, gzip'"
    })
    void compressed_bodies_get_415_with_the_accepted_encoding(String path, String coding) {
        var refused = service.send(service.request(path)
                .header("Content-Type", path.matches("/files|/arquivos") ? "text/plain" : "application/json")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.headers().firstValue("Accept-Encoding")).hasValue("identity");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void identity_as_content_encoding_is_accepted() {
        var reply = service.send(service.request("/sum")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "identity")
                .POST(BodyPublishers.ofString("{\"a\":1,\"b\":1}")));
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    void bodies_without_a_length_get_411() throws Exception {
        var request = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-API-Key: " + Running.KEY;
        assertThat(Raw.exchange(service.port(), request + "\r\n\r\n")).startsWith("HTTP/1.1 411");
    }

    @Test
    void oversized_json_gets_413() {
        assertThat(service.post("/orders", "{\"customer\":\"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void malformed_http_gets_a_problem_document() throws Exception {
        assertThat(Raw.exchange(service.port(), "GET /orders HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void the_longest_headers_that_a_balancer_forwards_are_accepted() throws Exception {
        var longest = "c".repeat(16_000);
        var headers = "X-A: %1$s\r\nX-B: %1$s\r\nX-C: %1$s\r\nX-D: %1$s\r\n".formatted(longest);
        assertThat(Raw.exchange(
                        service.port(), "GET /healthz?" + longest + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_flood_of_headers_is_refused() throws Exception {
        var flood = "GET /healthz HTTP/1.1\r\nHost: x\r\n" + "X-Flood: 0123456789abcdef\r\n".repeat(4_000) + "\r\n";
        assertThat(Raw.exchange(service.port(), flood)).startsWith("HTTP/1.1 431");
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void a_problem_carries_the_request_id_of_the_reply() {
        var refused = service.send(service.anonymous("/orders").header("X-Request-Id", "my-own-1"));
        assertThat(refused.headers().firstValue("X-Request-Id")).hasValue("my-own-1");
        assertThat(refused.body()).contains("\"requestId\":\"my-own-1\"");
    }

    @Test
    void a_request_id_that_could_forge_a_log_line_is_replaced() {
        var reply = service.send(service.anonymous("/healthz").header("X-Request-Id", "a\"b%$"));
        assertThat(reply.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{32}");
    }

    @Test
    void a_trace_is_continued() {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var reply = service.send(
                service.anonymous("/healthz").header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
        assertThat(reply.headers().firstValue("X-Request-Id")).hasValue(trace);
        assertThat(reply.headers().firstValue("traceparent").orElseThrow())
                .matches("00-" + trace + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
    }
}
