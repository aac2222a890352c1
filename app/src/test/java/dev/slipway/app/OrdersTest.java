package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersTest {

    private static final String ORDER = """
            {"customer":"customer-1","sku":"chair","quantity":4,"priceCents":12900}""";
    private static Running service;

    @BeforeAll
    static void start() {
        service = Running.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_new_order_gets_an_id_a_status_and_a_location() {
        var created = service.post("/orders", ORDER);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body())
                .matches("\\{\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\","
                        + "\"customer\":\"customer-1\",\"sku\":\"chair\",\"quantity\":4,\"priceCents\":12900,"
                        + "\"status\":\"accepted\",\"createdAt\":\"[0-9T:.-]+Z\"}");
        var shown = service.get(created.headers().firstValue("Location").orElseThrow());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(created.body());
    }

    @Test
    void orders_are_listed_newest_first_page_by_page() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(id(service.post("/orders", ORDER)));
        }
        Collections.reverse(ids);

        var first = service.get("/orders?limit=2");
        assertThat(ids(first)).containsExactly(ids.get(0), ids.get(1));
        service.post("/orders", ORDER); // arrives between two pages, and shifts nothing
        var second = service.get("/orders?limit=2&after=" + next(first));
        assertThat(ids(second)).containsExactly(ids.get(2), ids.get(3));
    }

    @Test
    void the_last_page_has_no_next() {
        var page = service.get("/orders?limit=100");
        assertThat(page.body()).endsWith("\"next\":null}");
    }

    @Test
    void every_wrong_field_is_reported_at_once() {
        var refused = service.post("/orders", """
                {"customer":"","sku":7,"quantity":0,"priceCents":1.5,"colour":"red"}""");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body())
                .contains("\"field\":\"customer\"", "\"field\":\"sku\"", "\"field\":\"quantity\"")
                .contains("\"field\":\"priceCents\"", "\"field\":\"colour\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"customer\":                  | 400",
                "[]                              | 400",
                "{} {}                           | 400",
                "{\"sku\":\"a\",\"sku\":\"b\"}   | 400",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":1}}}}}}}}} | 400",
                "{\"quantity\":99999999999999999999999999} | 422",
                "{\"quantity\":1e999999999}      | 422",
                "{\"customer\":\"\\u0000\"}      | 422",
                "{\"customer\":\"\\ud800\"}      | 422",
            })
    void invalid_orders_are_refused(String body, int status) {
        assertThat(service.post("/orders", body).statusCode()).isEqualTo(status);
    }

    @Test
    void a_whole_number_may_be_written_with_a_fraction_of_zero_or_an_exponent() {
        var order = service.post("/orders", """
                {"customer":"c","sku":"s","quantity":4.0,"priceCents":129e2}""");
        assertThat(order.statusCode()).isEqualTo(201);
        assertThat(order.body()).contains("\"quantity\":4,\"priceCents\":12900");
    }

    @Test
    void the_length_of_a_text_is_counted_in_characters() {
        var longest = "\uD83E\uDE91".repeat(64); // a chair, which is two chars of Java
        assertThat(service.post("/orders", ORDER.replaceFirst("\"sku\":\"[^\"]*\"", "\"sku\":\"" + longest + "\""))
                        .statusCode())
                .isEqualTo(201);
        assertThat(service.post("/orders", ORDER.replaceFirst("\"sku\":\"[^\"]*\"", "\"sku\":\"" + longest + "x\""))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void invalid_utf8_is_refused() {
        var body = "{\"customer\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        var refused = service.send(service.request("/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=101", "limit=x", "after=x", "after=00000000-0000-0000-0000-000000000000"})
    void invalid_pages_are_refused(String query) {
        assertThat(service.get("/orders?" + query).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"x", "0198c5a2-0000-7000-8000-000000000000"})
    void an_unknown_order_gets_404(String id) {
        assertThat(service.get("/orders/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void the_same_idempotency_key_makes_one_order_however_often_and_at_once_it_is_sent() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var ids = threads
                    .invokeAll(IntStream.range(0, 24)
                            .<Callable<String>>mapToObj(i -> () -> id(keyed("once", ORDER)))
                            .toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .distinct();
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void an_idempotency_key_cannot_be_used_for_another_order() {
        keyed("twice", ORDER);
        assertThat(keyed("twice", ORDER.replace("4", "5")).statusCode()).isEqualTo(422);
        assertThat(keyed("with a space", ORDER).statusCode()).isEqualTo(422);
    }

    private static HttpResponse<String> keyed(String key, String json) {
        return service.send(service.request("/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    private static String id(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return ids(created).getFirst();
    }

    private static List<String> ids(HttpResponse<String> response) {
        return Pattern.compile("\"id\":\"([^\"]+)\"")
                .matcher(response.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String next(HttpResponse<String> response) {
        var matcher = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(response.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
