package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.http.Routes.Route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A service that listens, in this process, and a caller of it. */
final class Running implements AutoCloseable {

    static final String KEY = "a-key-for-the-tests";
    static final String NEXT_KEY = "the-key-after-that-one";

    private final Service service;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running(Service service) {
        this.service = service;
    }

    /** On a migrated database of the shared server, ready. */
    static Running start() {
        return start(Postgres.shared().migratedDatabase());
    }

    /** With those variables over the tests' usual ones, ready. */
    static Running start(Map<String, String> variables) {
        var running = startUnready(variables);
        running.awaitStatus("/readyz", 200);
        return running;
    }

    /** Without a database and without a variable of the tests, ready. */
    static Running startWithout(String variable) {
        var environment = environment(Map.of());
        environment.remove(variable);
        var running = new Running(Service.start(Configuration.forServing(environment)));
        running.awaitStatus("/readyz", 200);
        return running;
    }

    static Running startUnready(Map<String, String> variables) {
        return new Running(Service.start(Configuration.forServing(environment(variables))));
    }

    /** The environment of a service in tests. */
    static Map<String, String> environment(Map<String, String> variables) {
        var environment = new HashMap<String, String>();
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", "0");
        environment.put("METRICS_PORT", "0");
        environment.put("API_KEY_1", KEY);
        environment.put("API_KEY_2", NEXT_KEY);
        environment.put("RATE_LIMIT_PER_SECOND", "100000");
        environment.put("RATE_LIMIT_BURST", "100000");
        environment.put("STOP_TIMEOUT", "5");
        environment.put("FILES_DIRECTORY", Path.of("target", "test-files").toString());
        environment.putAll(variables);
        return environment;
    }

    List<Route> routes() {
        return service.routes().all();
    }

    int port() {
        return service.port();
    }

    int metricsPort() {
        return service.metricsPort();
    }

    /** A request with the key. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("X-API-Key", KEY);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> metrics() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort() + "/metrics")));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void awaitStatus(String path, int status) {
        await("GET " + path + " to answer " + status, () -> get(path).statusCode() == status);
    }

    /** Polls a condition for up to 20 seconds. */
    static void await(String what, Callable<Boolean> condition) {
        var deadline = Instant.now().plusSeconds(20);
        try {
            while (!condition.call()) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("waited in vain for " + what);
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("while waiting for " + what, e);
        }
    }

    void stop() {
        service.stop();
    }

    @Override
    public void close() {
        service.stop();
        client.close();
    }
}
