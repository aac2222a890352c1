package dev.slipway.app.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;

import java.util.List;

/**
 * One operation of the service.
 *
 * @param path a literal, or a pattern with parameters such as {@code /orders/{id}}
 */
public record Route(Method method, String path, Access access, Handler handler) {

    /** A part of the service that has routes. */
    @FunctionalInterface
    public interface Feature {
        /** The feature's operations, in any order. */
        List<Route> routes();
    }

    /** Reads. */
    public static Route get(String path, Access access, Handler handler) {
        return new Route(Method.GET, path, access, handler);
    }

    /** Creates. */
    public static Route post(String path, Access access, Handler handler) {
        return new Route(Method.POST, path, access, handler);
    }

    /** Changes a part. */
    public static Route patch(String path, Access access, Handler handler) {
        return new Route(Method.PATCH, path, access, handler);
    }

    /** Deletes. */
    public static Route delete(String path, Access access, Handler handler) {
        return new Route(Method.DELETE, path, access, handler);
    }
}
