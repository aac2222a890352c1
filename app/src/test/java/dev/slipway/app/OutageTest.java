package dev.slipway.app;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {

    private static final String ORDER = """
            {"customer":"customer-1","sku":"chair","quantity":4,"priceCents":12900}""";

    @Test
    void a_lost_database_costs_requests_and_no_task() {
        try (var server = Postgres.start();
                var service = Running.start(server.migratedDatabase())) {
            var before = service.post("/orders", ORDER);

            server.stop();
            service.awaitStatus("/health", 503);

            var refused = service.get("/orders");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(service.get("/health").body()).contains("\"status\":\"DOWN\"");
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(service.metrics().body()).containsPattern("database_up\\{.*} 0\\.0");

            server.startAgain();
            service.awaitStatus("/health", 200);
            service.awaitStatus(before.headers().firstValue("Location").orElseThrow(), 200);
            assertThat(service.metrics().body()).containsPattern("database_up\\{.*} 1\\.0");
        }
    }

    @Test
    void a_task_is_not_ready_before_it_has_reached_its_database_nor_while_it_stops() throws InterruptedException {
        try (var server = Postgres.start()) {
            var variables = server.migratedDatabase();
            server.stop();
            var service = Running.startUnready(variables);
            assertThat(service.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(service.get("/readyz").body()).contains("STARTING");
            assertThat(service.get("/healthz").statusCode()).isEqualTo(200);

            server.startAgain();
            service.awaitStatus("/readyz", 200);

            var stopping = Thread.ofPlatform().start(service::close);
            service.awaitStatus("/readyz", 503);
            assertThat(service.get("/orders").statusCode()).isEqualTo(200);
            stopping.join();
        }
    }
}
