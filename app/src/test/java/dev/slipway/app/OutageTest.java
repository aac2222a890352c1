package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.database.Database;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutageTest {

    private static final String ORDER = """
            {"customer":"customer-1","sku":"chair","quantity":4,"priceCents":12900}""";

    @Test
    void a_lost_database_fails_requests_but_not_the_task() {
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
    void a_silent_database_fails_requests_but_not_the_task() throws Exception {
        try (var server = Postgres.start();
                var service = Running.start(server.migratedDatabase());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(service.get("/orders").statusCode()).isEqualTo(200);

            server.freeze();
            try {
                var inFlight = threads.submit(() -> service.get("/orders"));
                assertThat(inFlight.get().statusCode()).isEqualTo(503);
                service.awaitStatus("/health", 503);
                assertThat(service.get("/orders").body()).contains("the database is away");
            } finally {
                server.thaw();
            }

            service.awaitStatus("/health", 200);
            service.awaitStatus("/orders", 200);
        }
    }

    @Test
    void a_transaction_that_fails_on_a_silent_database_ends() {
        try (var server = Postgres.start();
                var database = Database.open(Configuration.forServing(Running.environment(server.migratedDatabase()))
                        .database()
                        .orElseThrow())) {
            Running.await("the database", () -> database.heartbeat().up());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var transaction = threads.submit(() -> database.transaction(connection -> {
                    connection.createStatement().execute("SELECT 1");
                    server.freeze();
                    throw new IllegalStateException("no such order");
                }));
                assertThatThrownBy(() -> transaction.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("no such order");
            } finally {
                server.thaw();
            }
        }
    }

    @Test
    void waiting_too_long_for_a_connection_gets_503() throws Exception {
        var variables = new HashMap<>(Postgres.shared().migratedDatabase());
        variables.put("DATABASE_POOL", "1");
        try (var service = Running.start(variables);
                var locker = Postgres.connectAsAdministrator(variables);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            locker.setAutoCommit(false);
            locker.createStatement().execute("LOCK TABLE orders");

            var replies = new ArrayList<String>();
            Callable<HttpResponse<String>> list = () -> service.get("/orders");
            for (var reply : threads.invokeAll(Collections.nCopies(3, list))) {
                assertThat(reply.get().statusCode()).isEqualTo(503);
                replies.add(reply.get().body());
            }
            assertThat(replies)
                    .filteredOn(body -> body.contains("does not answer"))
                    .hasSize(1);
            assertThat(replies).filteredOn(body -> body.contains("too busy")).hasSize(2);

            locker.rollback();
            assertThat(service.get("/orders").statusCode()).isEqualTo(200);
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
