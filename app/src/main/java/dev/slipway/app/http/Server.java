package dev.slipway.app.http;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.ops.Logs;
import dev.slipway.app.ops.Metrics;
import io.helidon.http.HeaderValues;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.http.HttpLogConfig;
import io.helidon.webserver.http1.Http1Config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The web server: the service's routes on one port, the metrics on another that no balancer knows. */
public final class Server {

    /** The name of the second port. */
    public static final String METRICS = "metrics";

    /** Above this, a body is refused. Bytes. */
    public static final long LARGEST_BODY = 64L * 1024 * 1024;

    /** Must outlast the balancer's 60 s: it would reuse a connection just as it is closed, and answer 502. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** What logs and metrics say where the caller left before there was a reply; nginx made the number known. */
    private static final int CALLER_GONE = 499;

    /** As an ALB, with the line's end. Bytes. */
    private static final int LONGEST_REQUEST_LINE = 16 * 1024 + 2;

    private static final int MOST_CONNECTIONS = 2_048;
    private static final int MOST_REQUESTS = 512;

    private Server() {}

    /**
     * Starts to listen.
     *
     * @param grace what requests in flight get to finish when the server stops
     */
    public static WebServer start(Configuration configuration, List<Route> routes, Metrics metrics, Duration grace) {
        var gate = new Gate(new ApiKeys(configuration.apiKeys()), new RateLimit(configuration.rateLimit()));
        var cors = new Cors(configuration.corsOrigins());
        var listen = configuration.listen();
        var server = WebServer.builder()
                .host(listen.host())
                .port(listen.port())
                .shutdownHook(false) // stopping has an order of its own
                .shutdownGracePeriod(grace)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(Duration.ofSeconds(15))
                .maxTcpConnections(MOST_CONNECTIONS)
                .maxConcurrentRequests(MOST_REQUESTS)
                .maxPayloadSize(
                        2 * LARGEST_BODY) // routes refuse at half of it, and read past more, so that the reply arrives
                .protocolsDiscoverServices(false)
                .addConnectionSelector(http1())
                .contentEncoding(new ContentCodings())
                .directHandlers(Problems.direct())
                .routing(routing -> register(routing, routes, gate, cors, metrics))
                .putSocket(
                        METRICS,
                        socket -> socket.host(listen.host())
                                .port(listen.metricsPort())
                                .shutdownGracePeriod(Duration.ZERO)
                                .connectionOptions(options -> options.tcpNoDelay(true))
                                .maxTcpConnections(16)
                                .protocolsDiscoverServices(false)
                                .addConnectionSelector(http1())
                                .directHandlers(Problems.direct())
                                .routing(routing -> routing.get("/metrics", metrics)))
                .build()
                .start();
        if (!server.isRunning()) { // it only logs that a port is taken
            throw new IllegalStateException("port %d or %d cannot be opened on %s"
                    .formatted(listen.port(), listen.metricsPort(), listen.host()));
        }
        return server;
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
            HttpRouting.Builder routing, List<Route> routes, Gate gate, Cors cors, Metrics metrics) {
        routing.addFilter((chain, request, response) -> exchange(chain, request, response, cors, metrics));
        Problems.register(routing);
        var byPath = new TreeMap<String, List<Route>>(Comparator.comparing(Server::literalsFirst));
        routes.forEach(route ->
                byPath.computeIfAbsent(route.path(), _ -> new ArrayList<>()).add(route));
        byPath.forEach((path, operations) -> routing.route(HttpRoute.builder()
                .path(PathMatchers.create(path))
                .handler(new Resource(operations, gate))
                .build()));
    }

    /** The first path that matches gets the request; a parameter sorts behind every literal in its place. */
    private static String literalsFirst(String path) {
        return path.replace('{', Character.MAX_VALUE);
    }

    private static void exchange(
            FilterChain chain, RoutingRequest request, RoutingResponse response, Cors cors, Metrics metrics) {
        var exchange = new Exchange(request);
        SecurityHeaders.set(response.headers());
        response.headers().set(HeaderValues.create(Exchange.REQUEST_ID, exchange.requestId()));
        response.headers()
                .set(HeaderValues.create(Exchange.TRACEPARENT, exchange.trace().traceparent()));
        cors.apply(request, response);
        try {
            ScopedValue.where(Exchange.CURRENT, exchange).run(chain::proceed);
        } finally {
            var nanos = exchange.nanos();
            var status = response.isSent() ? response.status().code() : CALLER_GONE;
            metrics.request(exchange, status, nanos);
            Logs.access(exchange, status, nanos, response.bytesWritten());
            Body.leave(request);
        }
    }
}
