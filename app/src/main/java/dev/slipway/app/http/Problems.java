package dev.slipway.app.http;

import dev.slipway.app.database.DatabaseUnavailable;
import dev.slipway.app.json.InvalidFields;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.MalformedJson;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns failures into problem documents. They show nothing of the implementation; the log has the details. */
final class Problems {

    private static final Logger LOG = System.getLogger(Problems.class.getName());
    private static final Header PROBLEM_JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private Problems() {}

    /** Answers a failed request. */
    static void send(ServerRequest request, ServerResponse response, Throwable failure) {
        send(request, response, of(failure));
    }

    /** Handles what fails before routing: malformed HTTP, heads that are too large, too many requests. */
    static DirectHandlers direct() {
        var handlers = DirectHandlers.builder();
        for (var event : EventType.values()) {
            handlers.addHandler(event, Problems::direct);
        }
        return handlers.build();
    }

    private static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case InvalidFields invalid -> Problem.invalid(invalid.fields());
            case MalformedJson malformed -> new Problem(Status.BAD_REQUEST_400, malformed.getMessage());
            case DatabaseUnavailable unavailable -> Problem.unavailable(unavailable.getMessage());
            case HttpException http
            when http.status().code() == 404 -> new Problem(Status.NOT_FOUND_404, "nothing is served at this path");
            case HttpException http
            when http.status().code() < 500 -> new Problem(http.status(), "the request cannot be served as it is");
            default -> {
                LOG.log(Level.ERROR, "a request failed", failure);
                yield new Problem(
                        Status.INTERNAL_SERVER_ERROR_500, "the service failed; its log knows this request id");
            }
        };
    }

    private static void send(ServerRequest request, ServerResponse response, Problem problem) {
        problem.headers().forEach(response::header);
        if (!Body.cheapToSkip(request)) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.status(problem.status())
                .header(PROBLEM_JSON)
                .send(problem.document(Exchange.CURRENT.get().requestId()));
    }

    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        var exchange = Exchange.CURRENT.isBound() ? Exchange.CURRENT.get() : null;
        var requestId = exchange == null ? Trace.of(null).id() : exchange.requestId();
        var problem = switch (status.code()) {
            case 413 -> new Problem(status, "the body is larger than the service takes");
            case 414 -> new Problem(status, "the request line is longer than the service takes");
            case 431 -> new Problem(status, "the headers are larger than the service takes");
            case 503 -> Problem.unavailable("the service is at its limit");
            case 500 -> new Problem(status, "the service failed; its log knows this request id");
            default -> new Problem(status, "the request is not proper HTTP");
        };
        problem.headers().forEach(headers::set);
        SecurityHeaders.set(headers);
        headers.set(Exchange.REQUEST_ID, requestId);
        headers.set(PROBLEM_JSON);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(Json.bytes(problem.document(requestId)))
                .build();
    }
}
