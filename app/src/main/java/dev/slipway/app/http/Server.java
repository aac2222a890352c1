package dev.slipway.app.http;

import dev.slipway.app.config.Configuration;
import io.helidon.http.HttpLogConfig;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.spi.ServerFeature;

import java.time.Duration;
import java.util.List;

/** The web server: the service's routes on one port, the metrics on another that no balancer knows. */
public final class Server {

    /** The name of the second port. */
    public static final String METRICS = "metrics";

    /** The largest accepted body, in bytes. */
    public static final long MAX_BODY = 64L * 1024 * 1024;

    /** The limit of an ALB, with the end of the line, in bytes. */
    private static final int MAX_REQUEST_LINE = 16 * 1024 + 2;

    private static final int MAX_CONNECTIONS = 2_048;
    private static final int MAX_REQUESTS = 512;

    private Server() {}

    /**
     * Starts to listen.
     *
     * @param features of the web server: health, metrics, CORS
     * @param listeners called after each request
     * @param grace     the time for requests in flight when the server stops
     */
    public static WebServer start(
            Configuration configuration,
            Routes routes,
            List<? extends ServerFeature> features,
            List<ExchangeListener> listeners,
            Duration grace) {
        var listen = configuration.listen();
        var admission = new Admission(new ApiKeys(configuration.apiKeys()), new RateLimit(configuration.rateLimit()));
        var server = WebServer.builder()
                .update(builder -> listenerDefaults(builder, listen.host(), listen.port()))
                .shutdownHook(false) // stopping has an order of its own
                .shutdownGracePeriod(grace)
                .idleConnectionTimeout(listen.idleTimeout())
                .idleConnectionPeriod(Duration.ofSeconds(15))
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxConcurrentRequests(MAX_REQUESTS)
                .maxPayloadSize(
                        2 * MAX_BODY) // routes refuse at half of it, and skip the rest so that the reply arrives
                .contentEncoding(new ContentCodings())
                .requestedUriDiscoveryContext(Cors.ownOrigin())
                .mediaContext(MediaContext.builder()
                        .mediaSupportsDiscoverServices(false)
                        .addMediaSupport(new JsonMedia())
                        .build())
                .featuresDiscoverServices(false)
                .features(features)
                .routing(routing ->
                        register(routing, new Exchanges(routes, admission, listen.trustedProxies(), listeners)))
                .putSocket(
                        METRICS,
                        socket -> listenerDefaults(socket, listen.host(), listen.metricsPort())
                                .shutdownGracePeriod(Duration.ZERO)
                                .maxTcpConnections(16))
                .build()
                .start();
        if (!server.isRunning()) { // it only logs that a port is taken
            throw new IllegalStateException("port %d or %d cannot be opened on %s"
                    .formatted(listen.port(), listen.metricsPort(), listen.host()));
        }
        return server;
    }

    private static <B extends ListenerConfig.BuilderBase<B, ?>> B listenerDefaults(B builder, String host, int port) {
        return builder.host(host)
                .port(port)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .protocolsDiscoverServices(false)
                .addConnectionSelector(http1())
                .directHandlers(Problems.direct());
    }

    private static Http1 http1() {
        return new Http1(Http1Config.builder()
                .maxHeadersSize(2 * Inbound.MAX_HEADERS) // otherwise 400 instead of 431
                .maxPrologueLength(MAX_REQUEST_LINE)
                .addReceiveListener(new RequestHead())
                .log(HttpLogConfig.builder().sendLog(false).build())
                .sendKeepAliveHeader(false)
                .continueImmediately(true) // otherwise a refused body that is sent anyway is read as a request
                .build());
    }

    private static void register(HttpRouting.Builder routing, Exchanges exchanges) {
        routing.addFeature(exchanges);
        routing.error(Throwable.class, Problems::send);
    }
}
