package dev.slipway.app.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestedUriDiscoveryContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.cors.CorsFeature;
import io.helidon.webserver.cors.CorsPathConfig;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Lets pages of other origins call the service. Cookies are never used, so credentials are not allowed. */
public final class Cors {

    private Cors() {}

    /** The web server's CORS for these origins: none without one. */
    public static List<CorsFeature> features(List<String> origins) {
        return origins.isEmpty() ? List.of() : List.of(feature(origins));
    }

    private static CorsFeature feature(List<String> origins) {
        return CorsFeature.builder()
                .sockets(Set.of(WebServer.DEFAULT_SOCKET_NAME))
                .addPath(CorsPathConfig.builder()
                        .pathPattern("/*")
                        .allowOrigins(Set.copyOf(origins))
                        .allowMethods(Set.of("GET", "HEAD", "POST", "PATCH", "DELETE"))
                        .exposeHeaders(Set.of(
                                "Location", "ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"))
                        .maxAge(Duration.ofMinutes(10))
                        .build())
                .build();
    }

    /**
     * Finds out at which address the caller sees the service, whose own pages need no permission. The balancer ends TLS and
     * passes {@code Host} on. Helidon's own discovery takes {@code X-Forwarded-Proto} only where there are two proxies.
     */
    static RequestedUriDiscoveryContext ownOrigin() {
        var byHost = RequestedUriDiscoveryContext.builder().build();
        return (remote, local, path, headers, query, secure) -> byHost.uriInfo(
                remote,
                local,
                path,
                headers,
                query,
                secure
                        || headers.value(HeaderNames.X_FORWARDED_PROTO)
                                .filter("https"::equals)
                                .isPresent());
    }
}
