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

    /** Above this, a body is refused. Bytes. */
    public static final long LARGEST_BODY = 64L * 1024 * 1024;

    /** Must outlast the balancer's 60 s: it would reuse a connection just as it is closed, and answer 502. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** As an ALB, with the line's end. Bytes. */
    private static final int LONGEST_REQUEST_LINE = 16 * 1024 + 2;

    private static final int MAX_CONNECTIONS = 2_048;
    private static final int MAX_REQUESTS = 512;

    private Server() {}

    /**
     * Starts to listen.
     *
     * @param features of the web server: health, metrics, CORS
     * @param listeners hear of each request when it is over
     * @param grace     what requests in flight get to finish when the server stops
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
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(Duration.ofSeconds(15))
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxConcurrentRequests(MAX_REQUESTS)
                .maxPayloadSize(
                        2 * LARGEST_BODY) // routes refuse at half of it, and read past more, so that the reply arrives
                .contentEncoding(new ContentCodings())
                .requestedUriDiscoveryContext(Cors.ownOrigin())
                .mediaContext(MediaContext.builder()
                        .mediaSupportsDiscoverServices(false)
                        .addMediaSupport(new JsonMedia())
                        .build())
                .featuresDiscoverServices(false)
                .features(features)
                .routing(routing -> register(routing, routes, admission, listeners))
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
                .maxHeadersSize(2 * Inbound.LARGEST_HEADERS) // else 400 where 431 is meant
                .maxPrologueLength(LONGEST_REQUEST_LINE)
                .addReceiveListener(new RequestHead())
                .log(HttpLogConfig.builder().sendLog(false).build())
                .sendKeepAliveHeader(false)
                .continueImmediately(true) // else a body that was refused, and comes all the same, is read as a request
                .build());
    }

    private static void register(
            HttpRouting.Builder routing, Routes routes, Admission admission, List<ExchangeListener> listeners) {
        routing.addFeature(new Exchanges(listeners));
        routing.error(Throwable.class, Problems::send);
        routes.register(routing, admission);
    }
}
