package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.rehearsal.balancer.Listener;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Checks what a user of the service would notice first, through the front door. */
final class SmokeTest {

    /** Spellings that bypass a path rule of a load balancer. */
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
    private final Entrance entrance;
    private final Blueprint blueprint;
    private final Client client;
    private final Supplier<List<String>> blocked;
    private final List<Check> checks = new ArrayList<>();

    /** The result of one check. */
    record Check(String what, String expected, String seen, boolean passed) {}

    /** @param blocked the connections of tasks so far that the plan would block */
    SmokeTest(Entrance entrance, Blueprint blueprint, Client client, Supplier<List<String>> blocked) {
        this.blocked = blocked;
        this.entrance = entrance;
        this.blueprint = blueprint;
        this.client = client;
    }

    /** Runs all checks, even after a failure. */
    List<Check> run() throws InterruptedException {
        status("GET /health", get("/health", false), 200);
        // Without a database the example service has no orders.
        if (blueprint.database().isPresent()) {
            status("GET /orders without a key", get(SampleOrder.PATH, false), 401);
            var id = create();
            list(id);
        }
        for (var spelling : METRICS) {
            status("GET " + spelling, get(spelling, true), 404);
        }
        redirect();
        headers();
        connections();
        return List.copyOf(checks);
    }

    private void connections() {
        var seen = blocked.get();
        add(
                "Connections of tasks",
                "allowed by the plan",
                seen.isEmpty() ? "allowed by the plan" : "blocked: " + String.join(", ", seen),
                seen.isEmpty());
    }

    private Optional<String> create() throws InterruptedException {
        var response = send(client.request(SampleOrder.PATH, true)
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
        var response = send(client.request(URI.create(http + "/health?a=b")));
        var seen = response.flatMap(answer -> answer.headers().firstValue("Location"))
                .orElse("nowhere");
        add(
                "GET " + http + "/health?a=b",
                "301 to " + target,
                text(response) + " to " + seen,
                response.filter(answer -> answer.statusCode() / 100 == 3).isPresent() && seen.equals(target));
    }

    private void headers() throws InterruptedException {
        var planned = blueprint.listeners().stream()
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
        return send(client.request(path, withKey));
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return Optional.of(client.send(request));
        } catch (IOException e) {
            return Optional.empty();
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
}
