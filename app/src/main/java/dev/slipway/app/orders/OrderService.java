package dev.slipway.app.orders;

import dev.slipway.app.http.Body;
import dev.slipway.app.http.Paging;
import dev.slipway.app.http.Problem;
import dev.slipway.app.id.Uuid7;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders over HTTP. */
public final class OrderService implements HttpService {

    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final String KEY_FORM = "[!-~]{1,100}";

    private final Orders orders;

    /** Serves those orders. */
    public OrderService(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/orders", this::list).post("/orders", this::add).get("/orders/{id}", this::show);
    }

    /** @param next where the next page begins; null on the last one */
    private record Page(List<Order> orders, UUID next) {}

    private void list(ServerRequest request, ServerResponse response) {
        var paging = Paging.of(request);
        var found = orders.page(paging.after(), paging.limitAndOne());
        Page page = paging.page(found, Order::id, Page::new);
        response.send(page);
    }

    private void add(ServerRequest request, ServerResponse response) {
        var key = idempotencyKey(request);
        var order = Body.json(request, Order.New.class).accept();
        var stored = orders.add(order, key);
        if (!stored.asksFor(order)) {
            throw Problem.invalid("Idempotency-Key", "was used before, for another order");
        }
        response.status(Status.CREATED_201)
                .header(HeaderNames.LOCATION, "/orders/" + stored.id())
                .send(stored);
    }

    private void show(ServerRequest request, ServerResponse response) {
        var order = Uuid7.parse(request.path().pathParameters().get("id"))
                .flatMap(orders::find)
                .orElseThrow(() -> Problem.notFound("this order"));
        response.send(order);
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
