package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.rehearsal.balancer.Listener;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a user of the service would notice first, through the front door. */
final class SmokeTest {

    /** Spellings that slip past a path rule of a balancer. */
    private static final List<String> METRICS = List.of(
            "/metrics",
            "/metrics/",
            "/METRICS",
            "//metrics",
            "/%6detrics",
            "/./metrics",
            "/orders/../metrics",
            "/metrics;a=b",
            "/metrics?a=b");

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_TRIES = 10;

    private final Entrance entrance;
    private final List<Listener> listeners;
    private final HttpClient client;
    private final List<Check> checks = new ArrayList<>();

    /** One thing that was tried. */
    record Check(String what, String expected, String seen, boolean passed) {}

    SmokeTest(Entrance entrance, List<Listener> listeners) {
        this.entrance = entrance;
        this.listeners = listeners;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(trusting(entrance))
                .build();
    }

    /** Tries everything, also after a failure. */
    List<Check> run() throws InterruptedException {
        status("GET /health", get("/health", false), 200);
        status("GET /orders without a key", get(SampleOrder.PATH, false), 401);
        var id = create();
        list(id);
        for (var spelling : METRICS) {
            status("GET " + spelling, get(spelling, true), 404);
        }
        redirect();
        headers();
        return List.copyOf(checks);
    }

    private Optional<String> create() throws InterruptedException {
        var response = send(request(entrance.url(), SampleOrder.PATH, true)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SampleOrder.JSON)));
        var id = response.map(HttpResponse::body)
                .map(ID::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1));
        add(
                "POST /orders",
                "201 with an id",
                text(response) + id.map(found -> " " + found).orElse(" without an id"),
                response.filter(answer -> answer.statusCode() == 201).isPresent() && id.isPresent());
        return id;
    }

    private void list(Optional<String> id) throws InterruptedException {
        var response = get(SampleOrder.PATH, true);
        var there = id.isPresent()
                && response.filter(answer -> answer.body().contains(id.get())).isPresent();
        add(
                "GET /orders",
                "200 with that order",
                text(response) + (there ? " with it" : " without it"),
                response.filter(answer -> answer.statusCode() == 200).isPresent() && there);
    }

    private void redirect() throws InterruptedException {
        if (entrance.httpPort().isEmpty()) {
            return;
        }
        var http = URI.create(
                "http://" + entrance.host() + ":" + entrance.httpPort().getAsInt());
        var target = entrance.url() + "/health?a=b";
        var response = send(request(http, "/health?a=b", false));
        var seen = response.flatMap(answer -> answer.headers().firstValue("Location"))
                .orElse("nowhere");
        add(
                "GET " + http + "/health?a=b",
                "301 to " + target,
                text(response) + " to " + seen,
                response.filter(answer -> answer.statusCode() / 100 == 3).isPresent() && seen.equals(target));
    }

    private void headers() throws InterruptedException {
        var planned = listeners.stream()
                .filter(Listener::https)
                .findFirst()
                .orElseThrow()
                .responseHeaders();
        if (planned.isEmpty()) {
            return;
        }
        var response = get("/health", false);
        planned.forEach((name, value) -> {
            var seen = response.flatMap(answer -> answer.headers().firstValue(name))
                    .orElse("nothing");
            add(name, value, seen, seen.equals(value));
        });
    }

    private Optional<HttpResponse<String>> get(String path, boolean withKey) throws InterruptedException {
        return send(request(entrance.url(), path, withKey));
    }

    private HttpRequest.Builder request(URI base, String path, boolean withKey) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (withKey) {
            entrance.apiKey().ifPresent(key -> request.header("X-API-Key", key));
        }
        return request;
    }

    /** Waits as told where requests come too fast: the plan's rate limit holds for this client too. */
    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                var response = client.send(request.build(), BodyHandlers.ofString());
                if (response.statusCode() != TOO_MANY_REQUESTS || tries == MOST_TRIES) {
                    return Optional.of(response);
                }
                Thread.sleep(Duration.ofSeconds(
                        response.headers().firstValueAsLong("Retry-After").orElse(1)));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private void status(String what, Optional<HttpResponse<String>> response, int expected) {
        add(
                what,
                Integer.toString(expected),
                text(response),
                response.filter(answer -> answer.statusCode() == expected).isPresent());
    }

    private static String text(Optional<HttpResponse<String>> response) {
        return response.map(answer -> Integer.toString(answer.statusCode())).orElse("no answer");
    }

    private void add(String what, String expected, String seen, boolean passed) {
        checks.add(new Check(what, expected, seen, passed));
    }

    private static SSLContext trusting(Entrance entrance) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", entrance.authority());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
