package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.http.Access;
import dev.slipway.app.http.Routes;
import dev.slipway.app.http.Server;
import io.helidon.webserver.http.Handler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoutingTest {

    private static final List<String> PATHS = List.of(
            "/things/{id}",
            "/things/summary",
            "/things/{id}/parts",
            "/things/{id}/{part}",
            "/things/summary/{part}",
            "/things/summary/all",
            "/things",
            "/{any}");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_literal_wins_over_a_pattern_in_whatever_order_they_are_registered(int seed) throws Exception {
        var paths = new ArrayList<>(PATHS);
        Collections.shuffle(paths, new Random(seed));
        var configuration =
                Configuration.forServing(Running.environment(Postgres.shared().migratedDatabase()));
        var server = Server.start(
                configuration,
                Routes.of(rules -> paths.forEach(path -> rules.get(path, Access.UNLIMITED, echo(path)))),
                List.of(),
                List.of(),
                Duration.ZERO);
        try {
            assertThat(answer(server.port(), "/things/summary")).isEqualTo("/things/summary");
            assertThat(answer(server.port(), "/things/%73ummary")).isEqualTo("/things/summary");
            assertThat(answer(server.port(), "/things/other")).isEqualTo("/things/{id}");
            assertThat(answer(server.port(), "/things/1/parts")).isEqualTo("/things/{id}/parts");
            assertThat(answer(server.port(), "/things/1/other")).isEqualTo("/things/{id}/{part}");
            assertThat(answer(server.port(), "/things/summary/parts")).isEqualTo("/things/summary/{part}");
            assertThat(answer(server.port(), "/things/summary/all")).isEqualTo("/things/summary/all");
            assertThat(answer(server.port(), "/things")).isEqualTo("/things");
            assertThat(answer(server.port(), "/other")).isEqualTo("/{any}");
            assertThat(Raw.get(server.port(), "/things/summary/")).startsWith("HTTP/1.1 404");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_second_handler_for_a_route_is_refused() {
        assertThatThrownBy(() ->
                        Routes.of(rules -> rules.get("/things", echo("first")).get("/things", echo("second"))))
                .hasMessage("two handlers for GET /things");
    }

    private static Handler echo(String path) {
        return (_, response) -> response.send(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(int port, String path) throws Exception {
        var reply = Raw.get(port, path);
        return reply.substring(reply.indexOf("\r\n\r\n")).strip();
    }
}
