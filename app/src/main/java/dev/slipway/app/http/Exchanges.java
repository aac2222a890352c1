package dev.slipway.app.http;

import io.helidon.common.Weighted;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.util.List;

/**
 * Serves the routes, and makes each request an {@link Exchange}. It comes before every other feature: their replies are logged
 * and counted too, and looking for their paths costs the routes nothing.
 */
final class Exchanges implements HttpFeature, Weighted {

    /** The status in logs and metrics of a request whose caller left before there was a reply; nginx introduced the number. */
    private static final int CALLER_GONE = 499;

    /** Above CORS, which has 850. */
    private static final double WEIGHT = 1_000;

    private final Routes routes;
    private final Admission admission;
    private final int trustedProxies;
    private final List<ExchangeListener> listeners;

    Exchanges(Routes routes, Admission admission, int trustedProxies, List<ExchangeListener> listeners) {
        this.routes = routes;
        this.admission = admission;
        this.trustedProxies = trustedProxies;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public double weight() {
        return WEIGHT;
    }

    @Override
    public void setup(HttpRouting.Builder routing) {
        routing.addFilter(this::exchange);
        routes.register(routing, admission);
    }

    private void exchange(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var exchange = new Exchange(request, trustedProxies);
        var headers = response.headers();
        SecurityHeaders.set(headers);
        headers.set(HeaderValues.create(Exchange.REQUEST_ID, exchange.requestId()));
        headers.set(HeaderValues.create(Exchange.TRACEPARENT, exchange.trace().traceparent()));
        try {
            ScopedValue.where(Exchange.CURRENT, exchange).run(chain::proceed);
        } finally {
            var nanos = exchange.nanos();
            // A streamed reply after which the connection closes does not count as sent.
            var replied = response.isSent() || response.bytesWritten() > 0;
            var status = replied ? response.status().code() : CALLER_GONE;
            for (var listener : listeners) {
                listener.completed(exchange, status, nanos, response.bytesWritten());
            }
            Body.skipRest(request);
        }
    }
}
