package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Grafana's HTTP API ("Dashboard HTTP API", "Data source HTTP API"). Follows no redirect, so the token stays there. */
final class GrafanaApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
    private final URI grafana;
    private final String token;

    /** @param grafana its URL without a path */
    GrafanaApi(URI grafana, String token) {
        this.grafana = grafana;
        this.token = token;
    }

    /** Creates something. */
    JsonNode post(String path, JsonNode content) {
        return body(checked("POST", path, send("POST", path, content)));
    }

    /** Replaces something; empty if it does not exist. */
    Optional<JsonNode> put(String path, JsonNode content) {
        var response = send("PUT", path, content);
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(body(checked("PUT", path, response)));
    }

    private HttpResponse<String> send(String method, String path, JsonNode content) {
        var request = HttpRequest.newBuilder(grafana.resolve(path))
                .timeout(TO_ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, BodyPublishers.ofString(content.toString()));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CloudFailure("Grafana does not answer at %s: %s. Its workspace may restrict network access."
                    .formatted(grafana, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure("Interrupted.");
        }
    }

    private HttpResponse<String> checked(String method, String path, HttpResponse<String> response) {
        var status = response.statusCode();
        if (status == 200) {
            return response;
        }
        var advice = switch (status) {
            case 401, 403 ->
                " Another run at the same time deletes this one's service account; if there was none, check the workspace's network access.";
            case 409, 412 -> " Rename what has the same name in Grafana.";
            default -> status < 500 ? "" : " Run it again later.";
        };
        throw new CloudFailure(
                "Grafana answered %d to %s %s: %s.%s".formatted(status, method, path, message(response), advice));
    }

    /** Its message, without the token, which a proxy's page of errors might repeat. */
    private String message(HttpResponse<String> response) {
        String message;
        try {
            message = body(response).path("message").asText("no message");
        } catch (CloudFailure e) {
            message = response.body().strip().replaceAll("\\s+", " ");
        }
        message = message.replace(token, "…");
        return message.substring(0, Math.min(LONGEST, message.length()));
    }

    private static JsonNode body(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CloudFailure("Grafana did not answer with JSON.");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
