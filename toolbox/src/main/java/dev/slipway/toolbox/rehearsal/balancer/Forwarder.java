package dev.slipway.toolbox.rehearsal.balancer;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.time.Duration;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Forwards a request to its target, and the response back. */
final class Forwarder extends ProxyHandler {

    /** The connect timeout of an ALB. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_CONNECTIONS = 1024;

    /** In bytes: all accepted headers and those that the load balancer adds fit. */
    private static final int MOST_HEADER_BYTES = FrontDoor.MOST_HEADER_BYTES + 4 * 1024;

    private static final Pattern VALID_NAME = Pattern.compile("[-A-Za-z0-9]+");

    private final LoadBalancer balancer;

    Forwarder(LoadBalancer balancer) {
        this.balancer = balancer;
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setUserAgentField(null);
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        client.setIdleTimeout(balancer.idleTimeout().toMillis());
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestHeadersSize(MOST_HEADER_BYTES);
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        return HttpURI.build("http://127.0.0.1:" + Routed.of(request).target().port()
                + request.getHttpURI().getPathQuery());
    }

    @Override
    protected void copyRequestHeaders(Request request, org.eclipse.jetty.client.Request toTarget) {
        super.copyRequestHeaders(request, toTarget);
        if (balancer.dropsInvalidHeaders()) {
            request.getHeaders().getFieldNamesCollection().stream()
                    .filter(name -> !VALID_NAME.matcher(name).matches())
                    .forEach(name -> toTarget.headers(headers -> headers.remove(name)));
        }
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request toTarget) {
        toTarget.headers(headers -> {
            addForwardedFor(request, headers);
            headers.put("X-Forwarded-Proto", request.isSecure() ? "https" : "http");
            headers.put("X-Forwarded-Port", Integer.toString(Request.getLocalPort(request)));
            headers.computeField("X-Amzn-Trace-Id", (name, fields) -> new HttpField(name, trace(fields)));
        });
    }

    private void addForwardedFor(Request request, HttpFields.Mutable headers) {
        var client = Request.getRemoteAddr(request)
                + (balancer.withClientPort() ? ":" + Request.getRemotePort(request) : "");
        switch (balancer.forwardedFor()) {
            case APPEND ->
                headers.computeField(
                        "X-Forwarded-For",
                        (name, fields) ->
                                new HttpField(name, fields == null ? client : values(fields) + ", " + client));
            case PRESERVE -> {}
            case REMOVE -> headers.remove("X-Forwarded-For");
        }
    }

    private static String values(Iterable<HttpField> fields) {
        var values = new StringJoiner(", ");
        fields.forEach(field -> values.add(field.getValue()));
        return values.toString();
    }

    /** A new trace if the client sent none, otherwise the client's trace with this hop in front. */
    private static String trace(Iterable<HttpField> fields) {
        var random = ThreadLocalRandom.current();
        var id = "1-%08x-%s%s"
                .formatted(
                        System.currentTimeMillis() / 1000,
                        HexFormat.of().toHexDigits(random.nextInt()),
                        HexFormat.of().toHexDigits(random.nextLong()));
        return fields == null ? "Root=" + id : "Self=" + id + ";" + values(fields);
    }

    @Override
    protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
            Request request, org.eclipse.jetty.client.Request toTarget, Response response, Callback callback) {
        return new ProxyResponseListener(request, toTarget, response, callback) {
            @Override
            public void onHeaders(org.eclipse.jetty.client.Response fromTarget) {
                super.onHeaders(fromTarget);
                Routed.of(request).listener().responseHeaders().forEach(response.getHeaders()::put);
            }
        };
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request toTarget,
            org.eclipse.jetty.client.Response fromTarget,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        var status = failure instanceof TimeoutException ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502;
        OwnAnswer.status(Routed.of(request).listener(), status, response, callback);
    }
}
