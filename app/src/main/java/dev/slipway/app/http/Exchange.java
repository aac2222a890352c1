package dev.slipway.app.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;

/** One request and its reply, as logs, metrics and error replies name it. */
public final class Exchange {

    /** The exchange that this thread works on. */
    public static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

    private static final String UNMATCHED = "unmatched";
    private static final int MAX_ID_LENGTH = 64;

    /** The text form of an IPv6 address that ends in an IPv4 one. */
    private static final int MAX_ADDRESS_LENGTH = 45;

    private final long started = System.nanoTime();
    private final ServerRequest request;
    private final int trustedProxies;
    private final Trace trace;
    private final String requestId;

    /** @param trustedProxies how many proxies before the balancer report the caller's address */
    Exchange(ServerRequest request, int trustedProxies) {
        this.request = request;
        this.trustedProxies = trustedProxies;
        this.trace = Trace.of(header(request, TRACEPARENT));
        var given = header(request, REQUEST_ID);
        this.requestId = given != null && isSafe(given) ? given : trace.id();
    }

    /** The caller's id where it is safe to repeat, else the trace's. */
    public String requestId() {
        return requestId;
    }

    /** The request's place in its trace. */
    public Trace trace() {
        return trace;
    }

    /** GET, POST … */
    public String method() {
        return request.prologue().method().text();
    }

    /** The pattern that matched, such as {@code /orders/{id}}: never the path, of which there are too many. */
    public String route() {
        var pattern = request.matchingPattern().orElse("");
        if (pattern.isEmpty()) {
            return UNMATCHED;
        }
        return pattern.endsWith("/")
                ? pattern.substring(0, pattern.length() - 1)
                : pattern; // of a feature's own service
    }

    /**
     * The caller's address. The balancer adds the address that connected to it as the last entry of {@code X-Forwarded-For}, and
     * each trusted proxy before it has added one. The caller may have sent those before.
     */
    public String client() {
        var forwarded = header(request, HeaderNames.X_FORWARDED_FOR);
        var entry = forwarded == null ? "" : entry(forwarded);
        return entry.isEmpty() || entry.length() > MAX_ADDRESS_LENGTH
                ? request.remotePeer().host()
                : entry;
    }

    /** The entry before those of the trusted proxies; the first one if a proxy was bypassed. */
    private String entry(String forwarded) {
        var end = forwarded.length();
        var comma = forwarded.lastIndexOf(',');
        for (int skipped = 0; skipped < trustedProxies && comma >= 0; skipped++) {
            end = comma;
            comma = forwarded.lastIndexOf(',', end - 1);
        }
        return forwarded.substring(comma + 1, end).strip();
    }

    /** Whether this is a HEAD request, whose reply has the headers of GET and no body. */
    public boolean head() {
        return request.prologue().method().equals(Method.HEAD);
    }

    long nanos() {
        return System.nanoTime() - started;
    }

    private static String header(ServerRequest request, HeaderName name) {
        var headers = request.headers();
        if (!headers.contains(name)) {
            return null;
        }
        var values = headers.get(name).allValues();
        return values.getLast();
    }

    private static boolean isSafe(String id) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
