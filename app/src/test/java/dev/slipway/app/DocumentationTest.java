package dev.slipway.app;

import dev.slipway.app.http.Access;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTest {

    private static Running service;
    private static String document;
    private static OpenApi api;

    @BeforeAll
    static void start() {
        service = Running.start();
        document = service.send(service.anonymous("/openapi.json")).body();
        api = OpenApi.of(document);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_document_is_valid_OpenAPI() {
        assertThat(api.problems()).isEmpty();
    }

    /** One case for each part of the document; the last one is in the dialect of the schemas, which has a schema of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "license":         | "licence":
                    "/healthz":        | "healthz":
                    "operationId":     | "operationID":
                    "in": "path"       | "in": "url"
                    "scheme": "bearer" | "schema": "bearer"
                    "type": "integer"  | "type": "int"
                    """)
    void an_invalid_document_would_be_found(String right, String wrong) {
        assertThat(document).contains(right);

        assertThat(OpenApi.of(document.replace(right, wrong)).problems()).isNotEmpty();
    }

    @Test
    void the_document_describes_every_route_and_no_other() {
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
    void the_page_loads_nothing_from_other_servers() {
        var page = service.send(service.anonymous("/docs"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'sha256-");
        assertThat(page.body()).doesNotContain("http://", "https://", "src=", "<link");
    }
}
