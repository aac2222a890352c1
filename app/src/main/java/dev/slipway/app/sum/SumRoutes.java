package dev.slipway.app.sum;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;

/** Adds two numbers: the smallest feature there can be, to copy from. */
public final class SumRoutes implements Route.Feature {

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/sum", Access.KEY, this::add));
    }

    private void add(ServerRequest request, ServerResponse response) {
        var fields = Body.json(request);
        var a = fields.number("a", Long.MIN_VALUE, Long.MAX_VALUE);
        var b = fields.number("b", Long.MIN_VALUE, Long.MAX_VALUE);
        fields.check();
        var sum = sum(a, b);
        Reply.ok(response, json -> {
            json.writeStartObject();
            json.writeNumberField("sum", sum);
            json.writeEndObject();
        });
    }

    private static long sum(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw Problem.invalid("b", "makes a sum that does not fit into 64 bits");
        }
    }
}
