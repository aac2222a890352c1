package dev.slipway.app.http;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * The callers that a route has, and its limit. It comes before the handler: {@code rules.get("/docs", Access.PUBLIC, this::page)}.
 * A route without one needs an API key.
 */
public enum Access implements Handler {
    /** Anybody, without limit: health checks. */
    UNLIMITED,
    /** Anybody, within the rate limit: the documentation. */
    PUBLIC,
    /** Callers with an API key, within the rate limit. */
    KEY;

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        throw new IllegalStateException("an Access is applied by Routes"); // which never registers it
    }
}
