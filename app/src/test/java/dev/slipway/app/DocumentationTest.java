package dev.slipway.app;

import dev.slipway.app.http.Access;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {

    private static Running service;
    private static OpenApi api;

    @BeforeAll
    static void start() {
        service = Running.start();
        api = OpenApi.of(service.send(service.anonymous("/openapi.json")).body());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_document_tells_of_every_route_and_of_no_other() {
        assertThat(api.operations())
                .extracting(OpenApi.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(service.routes().stream()
                        .map(route -> route.method().text() + " " + route.path())
                        .toList());
    }

    @Test
    void the_document_asks_for_a_key_where_the_route_does() {
        for (var route : service.routes()) {
            var operation = api.operations().stream()
                    .filter(candidate ->
                            candidate.toString().equals(route.method().text() + " " + route.path()))
                    .findFirst()
                    .orElseThrow();
            var needsKey = StreamSupport.stream(operation.spec().get("security").spliterator(), false)
                    .anyMatch(scheme -> scheme.has("apiKey"));
            assertThat(needsKey).as(operation.toString()).isEqualTo(route.access() == Access.KEY);
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(api.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(api.resolve(reference)).isNotNull());
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        var page = service.send(service.anonymous("/docs"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'sha256-");
        assertThat(page.body()).doesNotContain("http://", "https://", "src=", "<link");
    }
}
