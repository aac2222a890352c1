package dev.slipway.app.orders;

import dev.slipway.app.database.Database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
        var added = database.query(connection -> {
            try (var insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, order.id());
                insert.setString(2, order.customer());
                insert.setString(3, order.sku());
                insert.setInt(4, order.quantity());
                insert.setLong(5, order.priceCents());
                insert.setString(6, order.status());
                insert.setObject(7, OffsetDateTime.ofInstant(order.createdAt(), ZoneOffset.UTC));
                insert.setString(8, idempotencyKey.orElse(null));
                return insert.executeUpdate() == 1;
            }
        });
        return added ? order : byKey(idempotencyKey.orElseThrow());
    }

    /** One order. */
    Optional<Order> find(UUID id) {
        return database.query(connection -> {
            try (var select = connection.prepareStatement(BY_ID)) {
                select.setObject(1, id);
                return all(select, 1).stream().findFirst();
            }
        });
    }

    /**
     * Lists orders, newest first.
     *
     * @param after the last order of the page before
     */
    List<Order> page(Optional<UUID> after, int limit) {
        return database.query(connection -> {
            try (var select = connection.prepareStatement(after.isPresent() ? OLDER : NEWEST)) {
                int at = 1;
                if (after.isPresent()) {
                    select.setObject(at++, after.get());
                }
                select.setInt(at, limit);
                return all(select, limit);
            }
        });
    }

    private Order byKey(String key) {
        return database.query(connection -> {
            try (var select = connection.prepareStatement(BY_KEY)) {
                select.setString(1, key);
                return all(select, 1).getFirst();
            }
        });
    }

    private static List<Order> all(PreparedStatement select, int expected) throws SQLException {
        try (var rows = select.executeQuery()) {
            var orders = new ArrayList<Order>(expected);
            while (rows.next()) {
                orders.add(order(rows));
            }
            return orders;
        }
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
