package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything at one path: finds the operation, lets the gate decide, answers OPTIONS, HEAD and wrong methods. */
final class Resource implements Handler {

    private final Map<Method, Route> routes;
    private final Header allow;
    private final Gate gate;

    Resource(List<Route> routes, Gate gate) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::method, Function.identity()));
        this.allow = allow(this.routes);
        this.gate = gate;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        var method = request.prologue().method();
        var route = routes.get(method.equals(Method.HEAD) ? Method.GET : method);
        if (route == null) {
            if (!method.equals(Method.OPTIONS)) {
                throw new Problem(Status.METHOD_NOT_ALLOWED_405, "this path answers " + allow.get() + " only", allow);
            }
            response.header(allow);
            Reply.none(response);
            return;
        }
        var exchange = Exchange.CURRENT.get();
        exchange.matched(route);
        gate.admit(exchange, request, response);
        route.handler().handle(request, response);
    }

    private static Header allow(Map<Method, Route> routes) {
        var methods = new TreeSet<String>();
        routes.keySet().forEach(method -> methods.add(method.text()));
        methods.add("OPTIONS");
        if (routes.containsKey(Method.GET)) {
            methods.add("HEAD");
        }
        return HeaderValues.createCached(HeaderNames.ALLOW, String.join(", ", methods));
    }
}
