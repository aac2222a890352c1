package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The routes of all services, with what Helidon's own routing leaves to each handler: a literal path wins over a pattern in
 * whatever order they are registered, every route has an {@link Access}, GET answers HEAD too, and each path answers OPTIONS
 * and, with 405 and {@code Allow}, methods that it does not have.
 */
public final class Routes implements HttpRules {

    private final Map<String, Map<Method, Route>> byPath = new TreeMap<>(Comparator.comparing(Routes::literalsFirst));

    /**
     * One operation.
     *
     * @param path a literal, or a pattern with parameters such as {@code /orders/{id}}
     */
    public record Route(Method method, String path, Access access, Handler handler) {}

    /** The routes of these services. */
    public static Routes of(HttpService... services) {
        return new Routes().register(services);
    }

    /** Every operation, by path. */
    public List<Route> all() {
        return byPath.values().stream()
                .flatMap(routes -> routes.values().stream())
                .toList();
    }

    @Override
    public Routes register(HttpService... services) {
        for (var service : services) {
            service.routing(this);
        }
        return this;
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        throw new UnsupportedOperationException("routes have whole paths: register the service without one");
    }

    @Override
    public HttpRules route(HttpRoute route) {
        throw new UnsupportedOperationException(
                "register a route by its method and its path: rules.get(path, handler)");
    }

    /** Adds the access of a route, or its handler, for which the access must have been added before. */
    @Override
    public Routes route(Method method, String path, Handler handler) {
        var routes = byPath.computeIfAbsent(path, _ -> new HashMap<>());
        var known = routes.get(method);
        if (handler instanceof Access access && known == null) {
            routes.put(method, new Route(method, path, access, null));
        } else if (known == null) {
            routes.put(method, new Route(method, path, Access.KEY, handler));
        } else if (known.handler == null) {
            routes.put(method, new Route(method, path, known.access, handler));
        } else {
            throw new IllegalArgumentException("two handlers for %s %s".formatted(method.text(), path));
        }
        return this;
    }

    /** Registers the routes with the web server. */
    void register(HttpRouting.Builder routing, Admission admission) {
        byPath.forEach((path, routes) -> routing.route(HttpRoute.builder()
                .path(PathMatchers.create(path))
                .handler(new Resource(new ArrayList<>(routes.values()), admission))
                .build()));
    }

    /** The first path that matches gets the request; a parameter sorts behind every literal in its place. */
    private static String literalsFirst(String path) {
        return path.replace('{', Character.MAX_VALUE);
    }

    /** Everything at one path. */
    private static final class Resource implements Handler {

        private final Map<Method, Route> routes = new HashMap<>();
        private final Header allow;
        private final Admission admission;

        Resource(List<Route> routes, Admission admission) {
            this.admission = admission;
            routes.forEach(route -> this.routes.put(route.method, route));
            this.allow = allow(this.routes);
        }

        @Override
        public void handle(ServerRequest request, ServerResponse response) throws Exception {
            var method = request.prologue().method();
            var route = routes.get(method.equals(Method.HEAD) ? Method.GET : method);
            if (route != null) {
                admission.admit(route.access, request, response);
                route.handler.handle(request, response);
            } else if (method.equals(Method.OPTIONS)) {
                response.header(allow).status(Status.NO_CONTENT_204).send();
            } else {
                throw new Problem(Status.METHOD_NOT_ALLOWED_405, "this path answers " + allow.get() + " only", allow);
            }
        }

        private static Header allow(Map<Method, Route> routes) {
            var methods = new TreeSet<String>();
            routes.keySet().forEach(method -> methods.add(method.text()));
            methods.add(Method.OPTIONS.text());
            if (routes.containsKey(Method.GET)) {
                methods.add(Method.HEAD.text());
            }
            return HeaderValues.createCached(HeaderNames.ALLOW, String.join(", ", methods));
        }
    }
}
