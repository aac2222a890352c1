package dev.slipway.app.orders;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.app.id.Uuid7;
import dev.slipway.app.json.Fields;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.Timestamps;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** An order as it is kept and shown. */
record Order(UUID id, String customer, String sku, int quantity, long priceCents, String status, Instant createdAt)
        implements Json {

    private static final String ACCEPTED = "accepted";
    private static final int LONGEST_CUSTOMER = 200;
    private static final int LONGEST_SKU = 64;
    private static final int MOST = 1_000_000;
    private static final long DEAREST = 1_000_000_000_000L;

    /**
     * A new order from what a caller sent.
     *
     * @throws dev.slipway.app.json.InvalidFields with every wrong field
     */
    static Order from(Fields fields) {
        var id = Uuid7.next();
        var order = new Order(
                id,
                fields.text("customer", LONGEST_CUSTOMER),
                fields.text("sku", LONGEST_SKU),
                (int) fields.number("quantity", 1, MOST),
                fields.number("priceCents", 0, DEAREST),
                ACCEPTED,
                Uuid7.instant(id));
        fields.check();
        return order;
    }

    /** The same wish, whatever became of it. */
    boolean asksFor(Order other) {
        return customer.equals(other.customer)
                && sku.equals(other.sku)
                && quantity == other.quantity
                && priceCents == other.priceCents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id.toString());
        json.writeStringField("customer", customer);
        json.writeStringField("sku", sku);
        json.writeNumberField("quantity", quantity);
        json.writeNumberField("priceCents", priceCents);
        json.writeStringField("status", status);
        Timestamps.write(json, "createdAt", createdAt);
        json.writeEndObject();
    }
}
