package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Decides whether a request may go on to its route. */
final class Gate {

    private static final Header CHALLENGE = HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "ApiKey");

    private final ApiKeys keys;
    private final RateLimit limit;

    Gate(ApiKeys keys, RateLimit limit) {
        this.keys = keys;
        this.limit = limit;
    }

    /**
     * Returns, or
     *
     * @throws Problem 401 or 429
     */
    void admit(Exchange exchange, ServerRequest request, ServerResponse response) {
        var access = exchange.matched().access();
        if (access == Access.HEALTH) {
            return;
        }
        var key = keys.match(request);
        limit.take(key, exchange.client(), response.headers());
        if (access == Access.KEY && key == ApiKeys.NONE) {
            throw new Problem(Status.UNAUTHORIZED_401, "send a valid API key as X-API-Key", CHALLENGE);
        }
    }
}
