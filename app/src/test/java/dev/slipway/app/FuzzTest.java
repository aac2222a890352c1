package dev.slipway.app;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls every operation of the OpenAPI document with valid, almost valid and random input. */
class FuzzTest {

    private static final int ROUNDS = 40;
    private static final String PASSWORD = "correct horse battery";

    private static final List<String> ODD = List.of(
            "",
            " ",
            "0",
            "-1",
            "null",
            "true",
            "9223372036854775808",
            "1e400",
            "NaN",
            "' OR 1=1 --",
            "%00",
            "../../etc/passwd",
            "\u0000",
            "\u202Etxt",
            "\uD83D\uDE00",
            "\uD83D",
            "{}",
            "[]",
            "\"",
            "\\",
            "x".repeat(300),
            "x".repeat(70_000),
            "0198c5a2-0000-7000-8000-000000000000",
            "00000000-0000-0000-0000-000000000000",
            "2026-13-45T99:99:99Z");

    /** The same requests at every run. */
    private final Random random = new Random(42);

    private static Running service;
    private static OpenApi api;

    @BeforeAll
    static void start() {
        service = Running.start();
        api = OpenApi.of(service.get("/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void every_reply_is_one_that_the_document_describes() {
        var surprises = new ArrayList<String>();
        for (var operation : api.operations()) {
            var token = signIn(operation.toString());
            for (int round = 0; round < ROUNDS; round++) {
                var reply = service.send(request(operation, token));
                var type = reply.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
                if (reply.statusCode() >= 500) {
                    surprises.add(operation + " failed: " + reply.statusCode() + " " + reply.body());
                }
                api.violation(operation, reply.statusCode(), type, reply.body()).ifPresent(surprises::add);
            }
        }
        assertThat(surprises).isEmpty();
        assertThat(service.get("/health").statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder request(OpenApi.Operation operation, String token) {
        var path = operation.path();
        var query = new StringBuilder();
        var headers = new ArrayList<String>();
        for (var reference : operation.spec().path("parameters")) {
            var parameter = api.resolve(reference);
            var name = parameter.get("name").asText();
            var value = random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : text(parameter.get("schema"));
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value.isBlank() ? "x" : value, 200));
                case "query" -> query.append('&').append(name).append('=').append(encoded(value, 200));
                default -> {
                    if (random.nextBoolean() && value.matches("[ -~]{1,200}")) {
                        headers.add(name);
                        headers.add(value);
                    }
                }
            }
        }
        var request =
                service.request(path + (query.isEmpty() || random.nextInt(4) == 0 ? "" : "?" + query.substring(1)));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        if (random.nextInt(8) > 0) {
            request.header("Authorization", "Bearer " + (random.nextInt(8) > 0 ? token : "x.y.z"));
        }
        return body(operation, request);
    }

    private HttpRequest.Builder body(OpenApi.Operation operation, HttpRequest.Builder request) {
        var content = operation.spec().path("requestBody").path("content");
        if (content.isEmpty()) {
            return request.method(operation.method(), BodyPublishers.noBody());
        }
        var media = content.fieldNames().next();
        var body = media.endsWith("json") ? json(content.get(media).get("schema")) : rubbish();
        request.header("Content-Type", random.nextInt(16) > 0 ? media : "text/plain");
        return request.method(operation.method(), BodyPublishers.ofByteArray(body));
    }

    /** Mostly an object of that schema with one thing wrong, or nothing, or everything. */
    private byte[] json(JsonNode schema) {
        if (random.nextInt(10) == 0) {
            return rubbish();
        }
        var kind = api.resolve(schema);
        if (kind.has("oneOf")) {
            kind = api.resolve(kind.get("oneOf").get(random.nextInt(2)));
        }
        var fields = new ArrayList<String>();
        for (var property : kind.get("properties").properties()) {
            if (random.nextInt(10) > 0) {
                fields.add("\"" + property.getKey() + "\":" + value(api.resolve(property.getValue())));
            }
        }
        if (random.nextInt(10) == 0) {
            fields.add("\"another\":" + quoted(ODD.get(random.nextInt(ODD.size()))));
        }
        return ("{" + String.join(",", fields) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private String value(JsonNode schema) {
        return switch (random.nextInt(12)) {
            case 0 -> quoted(ODD.get(random.nextInt(ODD.size())));
            case 1 ->
                List.of("null", "true", "[]", "{}", "-1", "1.5", "1e400", "9".repeat(90))
                        .get(random.nextInt(8));
            case 2 -> "[".repeat(50) + "]".repeat(50);
            default -> schema.path("type").asText().equals("integer") ? number(schema) : quoted(text(schema));
        };
    }

    private static String number(JsonNode schema) {
        return schema.path("minimum").asText("1");
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "email" -> "user" + random.nextInt(1_000) + "@example.com";
            case "uuid" -> "0198c5a2-0000-7000-8000-000000000000";
            default ->
                schema.path("type").asText().equals("integer")
                        ? Integer.toString(random.nextInt(120))
                        : "x".repeat(Math.max(1, schema.path("minLength").asInt(1) + random.nextInt(3)));
        };
    }

    private byte[] rubbish() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c ->
                        c < 0x7F && c >= ' ' && c != '"' && c != '\\' ? Character.toString(c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String encoded(String text, int longest) {
        var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.length() > longest ? "x".repeat(longest) : encoded;
    }

    /** A user for each operation: some of them delete theirs. */
    private static String signIn(String name) {
        var email = name.replaceAll("[^A-Za-z]", "-") + "@example.com";
        var user = service.post(
                "/users", "{\"email\":\"%s\",\"name\":\"A name\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        assertThat(user.statusCode()).as(user.body()).isEqualTo(201);
        HttpResponse<String> session =
                service.post("/sessions", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        var matcher = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(session.body());
        assertThat(matcher.find()).as(session.body()).isTrue();
        return matcher.group(1);
    }
}
