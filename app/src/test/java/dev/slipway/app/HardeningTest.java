package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

class HardeningTest {

    private static final String POST_ORDER = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "X-API-Key: " + Running.KEY + "\r\n";

    private static final String POST_FILE = "POST /files HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Running.KEY + "\r\n";

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
    void slow_callers_are_cut_off() throws Exception {
        List<Callable<Boolean>> dribbles = List.of(
                () -> isCutOff("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a"),
                () -> isCutOff(POST_ORDER + "Content-Length: 60000\r\n\r\n{\"customer\":\"", "a"),
                () -> isCutOff("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n", "a"),
                () -> isCutOff(POST_ORDER + "Content-Length: 60000\r\n\r\n", ""),
                () -> isCutOff(POST_ORDER + "Transfer-Encoding: chunked\r\n\r\nfff\r\n", " "),
                () -> isCutOff(POST_ORDER + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
                () -> isCutOff(POST_FILE + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        try (var threads = Executors.newFixedThreadPool(dribbles.size());
                var patient = connect()) {
            patient.getOutputStream().write(bytes("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"));
            assertThat(reply(patient)).startsWith("HTTP/1.1 401");

            assertThat(threads.invokeAll(dribbles)).extracting(Future::get).containsOnly(true);

            patient.getOutputStream().write(bytes("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
            assertThat(reply(patient)).startsWith("HTTP/1.1 200");
        }
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void framing_that_two_servers_could_read_in_two_ways_is_refused() throws IOException {
        for (var framing : List.of(
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n{}",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
                "Content-Length: two\r\n\r\n{}")) {
            assertThat(Raw.exchange(service.port(), POST_ORDER + framing)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void refused_bodies_are_not_read_as_requests() throws IOException {
        var hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(bytes("POST /orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
                            + hidden.length() + "\r\n\r\n" + hidden + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"));
            var replies = new StringBuilder();
            while (!replies.toString().contains("404 Not Found")) {
                replies.append(reply(socket));
            }
            assertThat(replies.toString()).contains("401 Unauthorized").doesNotContain("200 OK");
        }
    }

    @Test
    void oversized_requests_get_413_instead_of_a_reset_connection() {
        for (int i = 0; i < 100; i++) {
            assertThat(service.post("/orders", " ".repeat(70_000 + i * 5_000)).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void a_request_line_without_end_is_refused() throws IOException {
        assertThat(Raw.exchange(service.port(), "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
    }

    @Test
    void a_header_cannot_be_smuggled_into_the_reply() throws IOException {
        var reply = Raw.exchange(
                service.port(), "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: a%0d%0aSet-Cookie: b\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 200").doesNotContain("Set-Cookie");
    }

    @Test
    void a_thousand_callers_that_hang_up_do_no_harm() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            Raw.sendAndHangUp(
                    service.port(), i % 2 == 0 ? "GET /orders HT" : POST_ORDER + "Content-Length: 9\r\n\r\n{");
        }
        assertThat(service.get("/orders").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_hanging_file_system_stops_no_other_request(int carriers, @TempDir Path directory) throws Exception {
        var variables = Postgres.shared().migratedDatabase();
        variables.put("FILES_DIRECTORY", directory.toString());
        variables.put("JAVA_TOOL_OPTIONS", "-Djdk.virtualThreadScheduler.parallelism=" + carriers);
        try (var hanging = ServiceProcess.start(variables);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var stored = hanging.post("/files", "text/plain", "text");
            var path = stored.headers().firstValue("Location").orElseThrow();
            var file = directory.resolve(hour(directory)).resolve(path.replace("/files/", "") + ".txt");
            Files.delete(file);
            // Opening a pipe hangs until its other end is opened.
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
            var downloads = new ArrayList<Future<Integer>>();

            for (int hang = 0; hang < 2; hang++) { // twice: after the first one, files are read on carriers again
                var before = slowReads(hanging);
                Running.await("a carrier to be blocked", () -> {
                    downloads.add(callers.submit(() -> hanging.get(path).statusCode()));
                    return slowReads(hanging) > before;
                });
                for (int i = 0; i < 100; i++) {
                    downloads.add(callers.submit(() -> hanging.get(path).statusCode()));
                }
                for (var other : List.of("/healthz", "/readyz", "/orders")) {
                    assertThat(hanging.get(other).statusCode()).as(other).isEqualTo(200);
                }
                // Its turn does not come: the threads for files all hang.
                assertThat(hanging.get("/files").statusCode()).isEqualTo(503);
                // The caller whose download blocks a carrier has its reply like the others.
                for (var download : downloads) {
                    assertThat(download.get()).isEqualTo(503);
                }
                downloads.clear();

                Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        .close();
                Running.await("the list of files", () -> hanging.get("/files").statusCode() == 200);
            }
        }
    }

    private static long slowReads(ServiceProcess service) {
        return service.log().stream()
                .filter(line -> line.contains("the file system is slow"))
                .count();
    }

    private static String hour(Path directory) throws IOException {
        try (var names = Files.list(directory)) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> !name.equals("unfinished"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Sends a little every second, and returns whether the server closed the connection within half a minute. */
    private static boolean isCutOff(String beginning, String more) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        try (var socket = connect()) {
            socket.getOutputStream().write(bytes(beginning));
            socket.setSoTimeout(1_000);
            while (Instant.now().isBefore(deadline)) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                } catch (SocketTimeoutException e) {
                    socket.getOutputStream().write(bytes(more)); // still there
                }
            }
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String reply(Socket socket) throws IOException {
        var buffer = new byte[16_384];
        var length = socket.getInputStream().read(buffer);
        assertThat(length).as("the connection is open").isPositive();
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
