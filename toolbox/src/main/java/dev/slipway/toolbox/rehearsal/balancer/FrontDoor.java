package dev.slipway.toolbox.rehearsal.balancer;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The load balancer: its listeners, on local ports. */
public final class FrontDoor implements AutoCloseable {

    /**
     * The limits for all headers of a request, and for one header line or the request line.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html#http-headers-quotas">the
     *     limits of HTTP headers</a>
     */
    static final int MOST_HEADER_BYTES = 64 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;

    private final Server server = new Server();
    private final Map<Connector, Listener> listeners = new HashMap<>();
    private final Map<Integer, Integer> localPorts;
    private final Map<String, TargetGroup> groups;
    private final AtomicLong forwarded = new AtomicLong();

    /**
     * Opens the listeners on 127.0.0.1.
     *
     * @param localPorts the local ports, by the listener's port in the plan
     * @throws Exception if a port cannot be opened
     */
    public FrontDoor(
            LoadBalancer balancer,
            List<Listener> listeners,
            List<TargetGroup> groups,
            Certificate certificate,
            Map<Integer, Integer> localPorts)
            throws Exception {
        this.localPorts = Map.copyOf(localPorts);
        this.groups = groups.stream().collect(Collectors.toMap(TargetGroup::arn, group -> group));
        for (var listener : listeners) {
            var connector = listener.https()
                    ? secure(tls(listener, certificate))
                    : new ServerConnector(server, new HttpConnectionFactory(http(false)));
            connector.setHost("127.0.0.1");
            connector.setPort(localPorts.get(listener.port()));
            connector.setIdleTimeout(balancer.idleTimeout().toMillis());
            server.addConnector(connector);
            this.listeners.put(connector, listener);
        }
        server.setHandler(new Decisions(new Forwarder(balancer)));
        server.start();
    }

    /** HTTP/2 or HTTP/1.1, as the client prefers; targets get HTTP/1.1. */
    private ServerConnector secure(SslContextFactory.Server tls) {
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        return new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(http(true)),
                new HttpConnectionFactory(http(true)));
    }

    private static HttpConfiguration http(boolean secure) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setResponseHeaderSize(MOST_HEADER_BYTES);
        // A load balancer forwards unusual paths unchanged (/%6detrics, //metrics); the target must handle them.
        http.setUriCompliance(UriCompliance.UNSAFE);
        if (secure) {
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private static SslContextFactory.Server tls(Listener listener, Certificate certificate) {
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keyStore());
        tls.setKeyStorePassword(Certificate.PASSWORD);
        tls.setIncludeProtocols(listener.tlsVersions().toArray(String[]::new));
        return tls;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static Incoming incoming(Request request) {
        var uri = request.getHttpURI();
        return new Incoming(
                request.isSecure() ? "https" : "http",
                request.getMethod(),
                Optional.ofNullable(Request.getServerName(request)).orElse(""),
                Request.getLocalPort(request),
                Optional.ofNullable(uri.getPath()).orElse("/"),
                Optional.ofNullable(uri.getQuery()).orElse(""),
                Request.getRemoteAddr(request),
                request.getHeaders().stream()
                        .collect(Collectors.groupingBy(
                                field -> field.getName().toLowerCase(Locale.ROOT),
                                Collectors.mapping(HttpField::getValue, Collectors.toList()))));
    }

    private Optional<Target> target(Action.Forward forward) {
        return Optional.ofNullable(groups.get(forward.group(forwarded.getAndIncrement())))
                .flatMap(TargetGroup::pick);
    }

    /** Handles each request by its listener's rules. */
    private final class Decisions extends Handler.Wrapper {

        Decisions(Forwarder forwarder) {
            super(forwarder);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var listener = listeners.get(request.getConnectionMetaData().getConnector());
            var tooLong = tooLong(request);
            if (tooLong.isPresent()) {
                OwnAnswer.status(listener, tooLong.getAsInt(), response, callback);
                return true;
            }
            var incoming = incoming(request);
            switch (listener.decide(incoming)) {
                case Action.Forward forward -> {
                    var target = target(forward);
                    if (target.isPresent()) {
                        return forward(new Routed(listener, target.get()), request, response, callback);
                    }
                    OwnAnswer.status(listener, HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
                }
                case Action.Redirect redirect -> {
                    var location = redirect.location(incoming, port -> localPorts.getOrDefault(port, port));
                    OwnAnswer.redirect(listener, redirect.status(), location, response, callback);
                }
                case Action.FixedResponse fixed ->
                    OwnAnswer.write(listener, fixed.status(), fixed.contentType(), fixed.body(), response, callback);
            }
            return true;
        }

        /** The status for a line that exceeds the load balancer's limit. */
        private static OptionalInt tooLong(Request request) {
            var requestLine = request.getMethod().length()
                    + Optional.ofNullable(request.getHttpURI().getPathQuery())
                            .orElse("")
                            .length()
                    + " ".length() * 2
                    + "HTTP/1.1".length();
            if (requestLine > LONGEST_LINE) {
                return OptionalInt.of(HttpStatus.URI_TOO_LONG_414);
            }
            return request.getHeaders().stream()
                            .anyMatch(field -> field.getName().length()
                                            + ": ".length()
                                            + Optional.ofNullable(field.getValue())
                                                    .orElse("")
                                                    .length()
                                    > LONGEST_LINE)
                    ? OptionalInt.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431)
                    : OptionalInt.empty();
        }

        private boolean forward(Routed routed, Request request, Response response, Callback callback) throws Exception {
            routed.mark(request);
            Request.addCompletionListener(request, ignored -> routed.target().release());
            try {
                return super.handle(request, response, callback);
            } catch (IllegalArgumentException e) {
                // The path has characters that are not allowed in a URI.
                OwnAnswer.status(routed.listener(), HttpStatus.BAD_REQUEST_400, response, callback);
                return true;
            }
        }
    }
}
