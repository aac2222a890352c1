package dev.slipway.app.orders;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Paging;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import dev.slipway.app.id.Uuid7;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Optional;

/** Orders over HTTP. */
public final class OrderRoutes implements Route.Feature {

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final String KEY_FORM = "[!-~]{1,100}";

    private final Orders orders;

    /** Routes to those orders. */
    public OrderRoutes(Orders orders) {
        this.orders = orders;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/orders", Access.KEY, this::list),
                Route.post("/orders", Access.KEY, this::add),
                Route.get("/orders/{id}", Access.KEY, this::show));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var paging = Paging.of(request);
        var found = orders.page(paging.after(), paging.limitAndOne());
        var more = found.size() > paging.limit();
        var page = more ? found.subList(0, paging.limit()) : found;
        Reply.ok(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("orders");
            for (var order : page) {
                order.write(json);
            }
            json.writeEndArray();
            json.writeFieldName("next");
            json.writeString(more ? page.getLast().id().toString() : null);
            json.writeEndObject();
        });
    }

    private void add(ServerRequest request, ServerResponse response) {
        var key = idempotencyKey(request);
        var order = Order.from(Body.json(request));
        var kept = orders.add(order, key);
        if (!kept.asksFor(order)) {
            throw Problem.invalid("Idempotency-Key", "was used before, for another order");
        }
        Reply.created(response, "/orders/" + kept.id(), kept);
    }

    private void show(ServerRequest request, ServerResponse response) {
        var order = Uuid7.parse(request.path().pathParameters().get("id"))
                .flatMap(orders::find)
                .orElseThrow(() -> Problem.notFound("this order"));
        Reply.ok(response, order);
    }

    private static Optional<String> idempotencyKey(ServerRequest request) {
        if (!request.headers().contains(IDEMPOTENCY_KEY)) {
            return Optional.empty();
        }
        var key = request.headers().get(IDEMPOTENCY_KEY).get();
        if (!key.matches(KEY_FORM)) {
            throw Problem.invalid("Idempotency-Key", "must have 1 to 100 visible ASCII characters");
        }
        return Optional.of(key);
    }
}
