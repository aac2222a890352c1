package dev.slipway.app.sum;

import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import dev.slipway.app.json.Whole;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Adds two numbers: the smallest feature there can be, to copy from. */
public final class SumService implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sum", this::add);
    }

    private record Numbers(@Whole long a, @Whole long b) {}

    private record Sum(long sum) {}

    private void add(ServerRequest request, ServerResponse response) {
        var numbers = Body.json(request, Numbers.class);
        try {
            response.send(new Sum(Math.addExact(numbers.a, numbers.b)));
        } catch (ArithmeticException e) {
            throw Problem.invalid("b", "makes a sum that does not fit into 64 bits");
        }
    }
}
