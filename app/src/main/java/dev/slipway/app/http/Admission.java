package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Decides whether a request may go on to its route: by its API key, and within the rate limit. */
final class Admission {

    private static final Header CHALLENGE = HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "ApiKey");

    private final ApiKeys keys;
    private final RateLimit limit;

    Admission(ApiKeys keys, RateLimit limit) {
        this.keys = keys;
        this.limit = limit;
    }

    /**
     * Lets a request pass.
     *
     * @throws Problem 401 without a valid key, 429 above the limit
     */
    void admit(Access access, ServerRequest request, ServerResponse response) {
        if (access == Access.UNLIMITED) {
            return;
        }
        var key = keys.match(request);
        limit.take(key, Exchange.CURRENT.get().client(), response.headers());
        if (access == Access.KEY && key == ApiKeys.NONE) {
            throw new Problem(Status.UNAUTHORIZED_401, "send a valid API key as X-API-Key", CHALLENGE);
        }
    }
}
