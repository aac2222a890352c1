package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Set;

/**
 * Lets pages of certain origins call the service (<a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>).
 * Without origins it is off. Cookies are never used, so credentials are not allowed.
 */
final class Cors {

    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final Header EXPOSE = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            "Location, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
    private static final Header METHODS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PATCH, DELETE");
    private static final Header ACCEPTED = HeaderValues.createCached(
            HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Range, X-API-Key, X-Request-Id, traceparent");
    private static final Header MAX_AGE = HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");

    private final Set<String> origins;

    Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Adds what a browser wants to read before it hands the reply to its page, or sends the request at all. */
    void apply(ServerRequest request, ServerResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.header(VARY);
        var headers = request.headers();
        if (!headers.contains(HeaderNames.ORIGIN)
                || !origins.contains(headers.get(HeaderNames.ORIGIN).get())) {
            return;
        }
        response.header(
                HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
                headers.get(HeaderNames.ORIGIN).get());
        if (headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
            response.header(METHODS);
            response.header(ACCEPTED);
            response.header(MAX_AGE);
        } else {
            response.header(EXPOSE);
        }
    }
}
