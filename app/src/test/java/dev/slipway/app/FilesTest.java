package dev.slipway.app;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class FilesTest {

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
    void a_file_comes_back_as_it_was_sent() throws Exception {
        var content = "hello, file";
        var stored = service.send(service.request("/files").POST(BodyPublishers.ofString(content)));

        assertThat(stored.statusCode()).isEqualTo(201);
        var id = field(stored, "id");
        assertThat(field(stored, "file")).isEqualTo(id + ".txt");
        assertThat(stored.body()).contains("\"message\":\"file stored\"", "\"size\":11");
        assertThat(field(stored, "sha256")).isEqualTo(sha256(content.getBytes(StandardCharsets.UTF_8)));

        for (var name : List.of("/files/" + id, "/files/" + id + ".txt", "/arquivos/" + id)) {
            var back = service.get(name);
            assertThat(back.statusCode()).isEqualTo(200);
            assertThat(back.body()).isEqualTo(content);
            assertThat(back.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        }
    }

    @Test
    void the_Portuguese_route_answers_in_Portuguese() {
        var stored = service.send(service.request("/arquivos").POST(BodyPublishers.ofString("olá")));

        assertThat(stored.statusCode()).isEqualTo(201);
        var file = field(stored, "file");
        assertThat(stored.body()).isEqualTo("{\"message\":\"Arquivo salvo com sucesso\",\"file\":\"" + file + "\"}");
        assertThat(service.get(stored.headers().firstValue("Location").orElseThrow())
                        .body())
                .isEqualTo("olá");
        assertThat(service.get("/files/" + file).body()).isEqualTo("olá");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/png", "application/json", "application/octet-stream; x=y"})
    void a_file_may_have_any_type(String type) {
        var stored = service.send(
                service.request("/files").header("Content-Type", type).POST(BodyPublishers.ofString("content")));
        assertThat(service.get("/files/" + field(stored, "id")).body()).isEqualTo("content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "Multipart/Form-Data; boundary=x",
                "multipart/mixed; boundary=x",
                "multipart/related; boundary=x",
                "application/x-www-form-urlencoded"
            })
    void forms_get_415(String type) {
        var before = service.get("/files").body();
        for (var path : List.of("/files", "/arquivos")) {
            var refused = service.send(
                    service.request(path)
                            .header("Content-Type", type)
                            .POST(
                                    BodyPublishers.ofString(
                                            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhello\r\n--x--")));
            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(refused.body()).contains("not in a form");
        }
        assertThat(service.get("/files").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 10_000_000})
    void files_of_every_size_come_back_whole(int size) throws Exception {
        var content = "x".repeat(size);
        var stored = service.send(service.request("/files").POST(BodyPublishers.ofString(content)));
        assertThat(stored.body()).contains("\"size\":" + size);
        assertThat(service.get("/files/" + field(stored, "id")).body()).isEqualTo(content);
    }

    @Test
    void files_that_arrive_at_once_are_all_kept() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<HttpResponse<String>>) () -> store("file at once " + i))
                    .toList();
            int i = 0;
            for (var stored : threads.invokeAll(uploads)) {
                var id = field(stored.get(), "id");
                assertThat(service.get("/files/" + id).body()).isEqualTo("file at once " + i++);
            }
        }
    }

    @Test
    void files_are_listed_newest_first_page_by_page() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            names.add(field(store("file " + i), "file"));
        }
        Collections.reverse(names);

        var first = service.get("/files?limit=2");
        assertThat(names(first)).isEqualTo(names.subList(0, 2));
        var second = service.get("/files?limit=2&after=" + field(first, "next"));
        assertThat(names(second)).isEqualTo(names.subList(2, 4));
    }

    @Test
    void a_deleted_file_is_gone() {
        var path = "/files/" + field(store("soon gone"), "id");
        assertThat(service.send(service.request(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(service.get(path).statusCode()).isEqualTo(404);
        assertThat(service.send(service.request(path).DELETE()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-3    | 206 | 0123",
                "bytes=7-     | 206 | 789",
                "bytes=-2     | 206 | 89",
                "bytes=8-99   | 206 | 89",
                "bytes=-99    | 206 | 0123456789",
                "bytes=5-2    | 200 | 0123456789",
                "bytes=0-1,4-5| 200 | 0123456789",
                "lines=1-2    | 200 | 0123456789",
                "bytes=-      | 200 | 0123456789"
            })
    void a_part_of_a_file_can_be_requested(String range, int status, String part) {
        var path = "/files/" + field(store("0123456789"), "id");
        var reply = service.send(service.request(path).header("Range", range));
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=-0", "bytes=99-100"})
    void a_part_beyond_the_file_gets_416(String range) {
        var path = "/files/" + field(store("0123456789"), "id");
        var reply = service.send(service.request(path).header("Range", range));
        assertThat(reply.statusCode()).isEqualTo(416);
        assertThat(reply.headers().firstValue("Content-Range")).hasValue("bytes */10");
    }

    @Test
    void unchanged_files_are_not_sent_again() {
        var path = "/files/" + field(store("0123456789"), "id");
        var tag = service.get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(service.send(service.request(path).header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(service.send(service.request(path).header("If-None-Match", "\"another\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.send(service.request(path)
                                .header("Range", "bytes=0-1")
                                .header("If-Range", "\"another\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..%2f..%2fetc%2fpasswd", "%2e%2e", "unfinished", "x.txt", "0198c5a2-0000-7000-8000-000000000000"
            })
    void no_file_name_leaves_the_folder(String name) throws Exception {
        assertThat(Raw.get(service.port(), "/files/" + name)).startsWith("HTTP/1.1 404");
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_leaves_nothing() throws Exception {
        var head = "POST /files HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Running.KEY + "\r\n";
        assertThat(Raw.exchange(service.port(), head + "Content-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        var before = names(service.get("/files?limit=100"));
        var head = "POST /files HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Running.KEY + "\r\n";
        Raw.sendAndHangUp(service.port(), head + "Content-Length: 1000\r\n\r\nonly this");

        Running.await("the unfinished file to go", () -> unfinished().isEmpty());
        assertThat(names(service.get("/files?limit=100"))).isEqualTo(before);
    }

    @Test
    void a_full_disk_gets_507_and_leaves_nothing(@TempDir Path small) throws Exception {
        var mount = List.of("unshare", "-r", "-m", "sh", "-c", "mount -t tmpfs -o size=1m small \"$0\" && exec \"$@\"");
        assumeTrue(succeeds(mount, small.toString(), "true"), "this machine lets nobody mount a small file system");
        var variables = Postgres.shared().migratedDatabase();
        variables.put("FILES_DIRECTORY", small.toString());
        var wrapper = new ArrayList<>(mount);
        wrapper.add(small.toString());
        try (var service = ServiceProcess.start(wrapper, variables)) {
            var refused = service.post("/files", "application/octet-stream", "x".repeat(2_000_000));
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.body()).contains("Insufficient Storage");
            assertThat(service.get("/files").body()).contains("\"files\":[]");
            // The space is free again.
            assertThat(service.post("/files", "application/octet-stream", "x".repeat(500_000))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private static boolean succeeds(List<String> wrapper, String... arguments) throws Exception {
        var command = new ArrayList<>(wrapper);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    private static List<Path> unfinished() throws IOException {
        try (var files = Files.list(directory.resolve("unfinished"))) {
            return files.toList();
        }
    }

    private static HttpResponse<String> store(String content) {
        return service.send(service.request("/files").POST(BodyPublishers.ofString(content)));
    }

    private static String field(HttpResponse<String> response, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(response.body());
        assertThat(matcher.find()).as(response.body()).isTrue();
        return matcher.group(1);
    }

    private static List<String> names(HttpResponse<String> response) {
        return Pattern.compile("\"([0-9a-f-]{36}\\.txt)\"")
                .matcher(response.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
