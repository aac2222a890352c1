package dev.slipway.app.orders;

import dev.slipway.app.database.Database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code orders}. Each call is one round trip. */
public final class Orders {

    private static final String COLUMNS = "id, customer, sku, quantity, price_cents, status, created_at";
    private static final String INSERT = """
            INSERT INTO orders (id, customer, sku, quantity, price_cents, status, created_at, idempotency_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING""";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM orders WHERE id = ?";
    private static final String BY_KEY = "SELECT " + COLUMNS + " FROM orders WHERE idempotency_key = ?";
    private static final String NEWEST = "SELECT " + COLUMNS + " FROM orders ORDER BY id DESC LIMIT ?";
    private static final String OLDER = "SELECT " + COLUMNS + " FROM orders WHERE id < ? ORDER BY id DESC LIMIT ?";

    private final Database database;

    /** Orders in that database. */
    public Orders(Database database) {
        this.database = database;
    }

    /**
     * Stores the order, unless one with the same key exists.
     *
     * @return the order that is stored under the key
     */
    Order add(Order order, Optional<String> idempotencyKey) {
        var added = database.update(
                INSERT,
                order.id(),
                order.customer(),
                order.sku(),
                order.quantity(),
                order.priceCents(),
                order.status(),
                OffsetDateTime.ofInstant(order.createdAt(), ZoneOffset.UTC),
                idempotencyKey.orElse(null));
        return added == 1
                ? order
                : database.select(BY_KEY, Orders::order, idempotencyKey.orElseThrow())
                        .getFirst();
    }

    /** One order. */
    Optional<Order> find(UUID id) {
        return database.select(BY_ID, Orders::order, id).stream().findFirst();
    }

    /**
     * Lists orders, newest first.
     *
     * @param after the last order of the page before
     */
    List<Order> page(Optional<UUID> after, int limit) {
        return after.isPresent()
                ? database.select(OLDER, Orders::order, after.get(), limit)
                : database.select(NEWEST, Orders::order, limit);
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
