package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class ChunkedBodiesTest {

    private static final String ORDER = "{\"customer\":\"c\",\"sku\":\"s\",\"quantity\":1,\"priceCents\":1}";
    private static final String HEAD =
            "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-API-Key: " + Running.KEY
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int LARGEST_FILE = 64 * 1024 * 1024;

    @TempDir
    private static Path directory;

    private static Running service;

    @BeforeAll
    static void start() {
        var variables = Postgres.shared().migratedDatabase();
        variables.put("FILES_DIRECTORY", directory.toString());
        service = Running.start(variables);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void json_in_chunks_is_accepted() {
        assertThat(post("/orders", stream(ORDER.length(), ORDER)).statusCode()).isEqualTo(201);
        assertThat(post("/orders", stream(64 * 1024, ORDER)).statusCode()).isEqualTo(201);
        assertThat(post("/orders", stream(64 * 1024 + 1, ORDER)).statusCode()).isEqualTo(413);
    }

    @Test
    void extensions_and_trailers_are_passed_over_and_the_next_request_is_answered() throws IOException {
        var chunks = "5;name=\"value\"\r\n%s\r\n%x  \r\n%s\r\n0\r\nX-Checksum: 1\r\nX-Other: 2\r\n\r\n"
                .formatted(ORDER.substring(0, 5), ORDER.length() - 5, ORDER.substring(5));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            send(socket, HEAD + chunks + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
            var replies = new StringBuilder();
            for (int next = 0; next >= 0 && !replies.toString().contains("HTTP/1.1 404"); ) {
                next = socket.getInputStream().read();
                replies.append((char) next);
            }
            assertThat(replies.toString()).containsSubsequence("HTTP/1.1 201", "HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-5\r\n",
                "\r\n",
                ";x\r\n",
                "5\nabcde\n0\n\n",
                "5\r\nabcdeXX0\r\n\r\n",
                "ffffffffffffffff\r\n",
                "0\r\nX: \n\r\n"
            })
    void malformed_chunks_end_the_connection(String chunks) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            send(socket, HEAD + chunks + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400")
                    .contains("Connection: close")
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "0\r\n%s"})
    void a_line_or_trailers_without_end_are_refused(String chunks) throws IOException {
        assertThat(Raw.exchange(service.port(), HEAD + chunks.formatted("1".repeat(40_000))))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void a_file_in_chunks_comes_back_as_it_was_sent() {
        var content = "0123456789".repeat(100_000);
        var stored = post("/files", stream(content.length(), content));
        assertThat(stored.statusCode()).isEqualTo(201);
        var path = stored.headers().firstValue("Location").orElseThrow();
        assertThat(service.get(path).body()).isEqualTo(content);
    }

    @Test
    void a_file_in_chunks_has_the_limit_of_every_file_and_leaves_nothing() {
        assertThat(post("/files", stream(LARGEST_FILE, "")).statusCode()).isEqualTo(201);
        assertThat(post("/files", stream(LARGEST_FILE + 1, "")).statusCode()).isEqualTo(413);
        Running.await("the unfinished file to go", () -> {
            try (var files = Files.list(directory.resolve("unfinished"))) {
                return files.findAny().isEmpty();
            }
        });
    }

    @Test
    void an_upload_in_chunks_that_breaks_off_leaves_nothing() throws IOException {
        var before = service.get("/files").body();
        Raw.sendAndHangUp(service.port(), HEAD.replace("/orders", "/files") + "ff\r\nonly this");
        Running.await("the unfinished file to go", () -> {
            try (var files = Files.list(directory.resolve("unfinished"))) {
                return files.findAny().isEmpty();
            }
        });
        assertThat(service.get("/files").body()).isEqualTo(before);
    }

    /** Each caller says that one chunk has 64 MiB, and sends 4 MiB of it: together more than six times the heap. */
    @Test
    void many_large_chunks_at_once_cost_little_memory() throws Exception {
        var variables = Postgres.shared().migratedDatabase();
        variables.put("JAVA_TOOL_OPTIONS", "-Xmx64m");
        try (var small = ServiceProcess.start(variables)) {
            var callers = new ArrayList<Socket>();
            for (int i = 0; i < 100; i++) {
                var caller = new Socket(InetAddress.getLoopbackAddress(), small.port());
                caller.setSoTimeout(20_000);
                callers.add(caller);
                send(caller, HEAD + "3ffffff\r\n" + " ".repeat(60 * 1024));
            }
            assertThat(small.post("/orders", "application/json", ORDER).statusCode())
                    .isEqualTo(201);
            var piece = new byte[64 * 1024];
            for (int i = 0; i < 64; i++) {
                for (var caller : callers) {
                    sendUnlessClosed(caller, piece);
                }
            }
            assertThat(small.post("/orders", "application/json", ORDER).statusCode())
                    .isEqualTo(201);
            assertThat(small.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
            for (var caller : callers) {
                caller.close();
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The connection is closed after 413. */
    private static void sendUnlessClosed(Socket socket, byte[] piece) throws IOException {
        try {
            socket.getOutputStream().write(piece);
        } catch (SocketException e) {
            socket.close();
        }
    }

    private static HttpResponse<String> post(String path, BodyPublisher body) {
        var type = path.equals("/orders") ? "application/json" : "text/csv";
        return service.send(service.request(path).header("Content-Type", type).POST(body));
    }

    /** The text, and spaces up to that length, without a length of its own. */
    private static BodyPublisher stream(int length, String text) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                (text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII)));
    }
}
