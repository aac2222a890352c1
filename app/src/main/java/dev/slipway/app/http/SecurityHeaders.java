package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;

/**
 * The headers of every reply that keep browsers from interpreting it
 * (<a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP REST security</a>).
 * The balancer, which ends TLS, adds Strict-Transport-Security.
 */
final class SecurityHeaders {

    private static final Header[] HEADERS = {
        HeaderValues.X_CONTENT_TYPE_OPTIONS_NOSNIFF,
        HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        HeaderValues.createCached("Referrer-Policy", "no-referrer"),
        HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"),
    };

    private SecurityHeaders() {}

    static void set(ServerResponseHeaders headers) {
        for (var header : HEADERS) {
            headers.set(header);
        }
    }
}
