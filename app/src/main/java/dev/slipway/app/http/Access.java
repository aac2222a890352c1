package dev.slipway.app.http;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Who may call a route, and how often. Given before the route's handler: {@code rules.get("/docs", Access.PUBLIC, this::page)}.
 * A route without one is for {@link #KEY} holders.
 */
public enum Access implements Handler {
    /** Anybody, without limit: health checks. */
    UNLIMITED,
    /** Anybody, within the rate limit: the documentation. */
    PUBLIC,
    /** Whoever has an API key, within the rate limit. */
    KEY;

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        throw new IllegalStateException("an Access is applied by Routes"); // which never registers it
    }
}
