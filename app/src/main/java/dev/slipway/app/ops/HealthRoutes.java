package dev.slipway.app.ops;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import dev.slipway.app.json.Json;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;

/** How the service is: to people and alarms ({@code /health}), to a supervisor ({@code /healthz}), to the balancer ({@code /readyz}). */
public final class HealthRoutes implements Route.Feature {

    private final List<HealthCheck> checks;
    private final Readiness readiness;

    /** Checks must answer at once, from what they know. */
    public HealthRoutes(Readiness readiness, List<HealthCheck> checks) {
        this.readiness = readiness;
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health", Access.HEALTH, this::health),
                Route.get("/healthcheck", Access.HEALTH, this::health),
                Route.get("/healthz", Access.HEALTH, this::live),
                Route.get("/readyz", Access.HEALTH, this::ready));
    }

    private void health(ServerRequest request, ServerResponse response) {
        var results = checks.stream().map(Result::of).toList();
        var up = results.stream().allMatch(Result::up);
        Reply.json(response, up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503, json -> {
            json.writeStartObject();
            json.writeStringField("status", name(up));
            json.writeArrayFieldStart("checks");
            for (var result : results) {
                json.writeStartObject();
                json.writeStringField("name", result.name);
                json.writeStringField("status", name(result.up));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void live(ServerRequest request, ServerResponse response) {
        Reply.ok(response, status("UP"));
    }

    private void ready(ServerRequest request, ServerResponse response) {
        var state = readiness.state();
        Reply.json(
                response,
                state == Readiness.State.READY ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
                status(state.name()));
    }

    private static Json status(String status) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeEndObject();
        };
    }

    private static String name(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private record Result(String name, boolean up) {
        static Result of(HealthCheck check) {
            return new Result(check.name(), check.call().status() == HealthCheckResponse.Status.UP);
        }
    }
}
