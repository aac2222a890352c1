package dev.slipway.app.orders;

import dev.slipway.app.id.Uuid7;
import dev.slipway.app.json.Text;
import dev.slipway.app.json.Whole;

import java.time.Instant;
import java.util.UUID;

/** An order as it is stored and shown. */
record Order(UUID id, String customer, String sku, int quantity, long priceCents, String status, Instant createdAt) {

    private static final String ACCEPTED = "accepted";

    /** The request for an order. */
    record New(
            @Text(max = 200) String customer,
            @Text(max = 64) String sku,
            @Whole(min = 1, max = 1_000_000) int quantity,
            @Whole(min = 0, max = 1_000_000_000_000L) long priceCents) {

        Order accept() {
            var id = Uuid7.next();
            return new Order(id, customer, sku, quantity, priceCents, ACCEPTED, Uuid7.instant(id));
        }
    }

    /** Whether both ask for the same, whatever became of it. */
    boolean asksFor(Order other) {
        return customer.equals(other.customer)
                && sku.equals(other.sku)
                && quantity == other.quantity
                && priceCents == other.priceCents;
    }
}
