package dev.slipway.app;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds when processes die. */
class ProcessTest {

    private static final String ORDER = """
            {"customer":"Confidential","sku":"chair","quantity":4,"priceCents":12900}""";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @Test
    void acknowledged_writes_survive_a_kill() throws Exception {
        var variables = Postgres.shared().migratedDatabase();
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        try (var service = ServiceProcess.start(variables)) {
            var writers = Stream.generate(() -> Thread.ofVirtual().start(() -> write(service, acknowledged)))
                    .limit(8)
                    .toList();
            Running.await("1,000 acknowledged writes", () -> acknowledged.size() >= 1_000);
            service.kill(); // while the writers go on
            for (var writer : writers) {
                writer.join();
            }
        }
        assertThat(ids(variables)).containsAll(acknowledged);

        try (var again = ServiceProcess.start(variables)) {
            assertThat(again.get("/orders/" + acknowledged.iterator().next()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void acknowledged_writes_survive_a_restart_of_the_database() throws Exception {
        try (var server = Postgres.start()) {
            var variables = server.migratedDatabase();
            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            var others = ConcurrentHashMap.<Integer>newKeySet();
            try (var service = Running.start(variables)) {
                var over = new AtomicBoolean();
                var writers = Stream.generate(
                                () -> Thread.ofVirtual().start(() -> write(service, over, acknowledged, others)))
                        .limit(8)
                        .toList();
                Running.await("writes before", () -> acknowledged.size() >= 100);
                server.stop();
                Running.await("refusals", () -> others.contains(503));
                server.startAgain();
                var before = acknowledged.size();
                Running.await("writes after", () -> acknowledged.size() >= before + 100);
                over.set(true);
                for (var writer : writers) {
                    writer.join();
                }
            }
            assertThat(others).containsOnly(503);
            assertThat(ids(variables)).containsAll(acknowledged);
        }
    }

    @Test
    void a_request_in_flight_is_finished_before_the_process_ends() throws Exception {
        try (var service = ServiceProcess.start(Postgres.shared().migratedDatabase());
                var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            var out = socket.getOutputStream();
            out.write(String.join(
                            "\r\n",
                            "POST /orders HTTP/1.1",
                            "Host: x",
                            "Content-Type: application/json",
                            "X-API-Key: " + Running.KEY,
                            "Content-Length: " + ORDER.length(),
                            "",
                            "")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(ORDER.substring(0, 10).getBytes(StandardCharsets.UTF_8));
            out.flush();
            var ending = Thread.ofPlatform().start(() -> terminate(service));
            Running.await("to stop listening", () -> !accepts(service.port()));

            out.write(ORDER.substring(10).getBytes(StandardCharsets.UTF_8));
            out.flush();

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 201");
            ending.join();
            assertThat(service.log().getLast()).contains("stopped");
        }
    }

    @Test
    void the_log_is_json_with_requests_and_without_secrets() throws Exception {
        try (var service = ServiceProcess.start(Postgres.shared().migratedDatabase())) {
            service.post("/orders", "application/json", ORDER);
            service.get("/orders?after=some-secret-query");
            Running.await("the request's line", () -> service.log().toString().contains("\"status\":422"));
            terminate(service);

            assertThat(service.log())
                    .allSatisfy(
                            line -> assertThat(OpenApi.parse(line).get("time")).isNotNull());
            var request = service.log().stream()
                    .map(OpenApi::parse)
                    .filter(line -> line.path("route").asText().equals("/orders")
                            && line.path("status").asInt() == 201)
                    .findFirst()
                    .orElseThrow();
            assertThat(request.get("method").asText()).isEqualTo("POST");
            assertThat(request.get("requestId").asText()).matches("[0-9a-f]{32}");
            assertThat(request.get("durationMicros").asLong()).isPositive();
            assertThat(request.get("bytes").asLong()).isPositive();
            assertThat(service.log().toString())
                    .doesNotContain(Running.KEY, Postgres.PASSWORD, "Confidential", "some-secret-query");
        }
    }

    @Test
    void a_wrong_environment_ends_the_process_with_2_and_a_failed_migration_with_1() throws Exception {
        var variables = Postgres.shared().emptyDatabase();
        assertThat(ServiceProcess.run("migrate", variables).exitCode()).isZero();

        variables.put("DATABASE_ADMIN_PASSWORD", "wrong");
        var failed = ServiceProcess.run("migrate", variables);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output().lines()).hasSize(1);
        assertThat(OpenApi.parse(failed.output()).get("message").asText()).contains("password authentication failed");

        variables.put("PORT", "none");
        var refused = ServiceProcess.run("serve", variables);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(OpenApi.parse(refused.output()).get("problems")).hasSize(1);
    }

    @Test
    void a_port_that_is_taken_ends_the_process_with_1() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var variables = Postgres.shared().migratedDatabase();
            variables.put("PORT", Integer.toString(taken.getLocalPort()));

            var failed = ServiceProcess.run("serve", variables);

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output().lines().toList().getLast())
                    .contains("the service cannot start", "port " + taken.getLocalPort());
        }
    }

    private static void write(ServiceProcess service, Set<String> acknowledged) {
        try {
            while (true) {
                var reply = service.post("/orders", "application/json", ORDER);
                if (reply.statusCode() == 201) {
                    acknowledged.add(id(reply.body()));
                }
            }
        } catch (IOException e) {
            // killed: what was under way is not acknowledged
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Running service, AtomicBoolean over, Set<String> acknowledged, Set<Integer> others) {
        while (!over.get()) {
            var reply = service.post("/orders", ORDER);
            if (reply.statusCode() == 201) {
                acknowledged.add(id(reply.body()));
            } else {
                others.add(reply.statusCode());
            }
        }
    }

    private static String id(String body) {
        var matcher = ID.matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }

    private static Set<String> ids(Map<String, String> variables) throws SQLException {
        try (var connection = Postgres.connectAsAdministrator(variables);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM orders")) {
            var ids = new HashSet<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private static void terminate(ServiceProcess service) {
        try {
            assertThat(service.terminate()).isEqualTo(143);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
