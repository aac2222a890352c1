package dev.slipway.app.users;

import dev.slipway.app.database.Database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The table {@code users}. */
final class Users {

    private static final String INSERT = """
            INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (email) DO NOTHING""";
    private static final String BY_SESSION = """
            SELECT u.id, u.email, u.name, u.created_at, u.password_hash FROM users u JOIN sessions s ON s.user_id = u.id
             WHERE s.id = ? AND s.expires_at > now()""";
    private static final String BY_EMAIL =
            "SELECT id, email, name, created_at, password_hash FROM users WHERE email = ?";
    private static final String RENAME = "UPDATE users SET name = ? WHERE id = ?";
    private static final String CHANGE_PASSWORD = """
            WITH others AS (DELETE FROM sessions WHERE user_id = ? AND id <> ?)
            UPDATE users SET password_hash = ? WHERE id = ?""";
    private static final String DELETE = "DELETE FROM users WHERE id = ?";

    private final Database database;

    Users(Database database) {
        this.database = database;
    }

    /** A user with the hash of the password. */
    record Known(User user, String passwordHash) {}

    /** Adds a user. Returns false where the address is taken. */
    boolean add(User user, String passwordHash) {
        return database.query(connection -> {
            try (var insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, user.id());
                insert.setString(2, user.email());
                insert.setString(3, user.name());
                insert.setString(4, passwordHash);
                insert.setObject(5, OffsetDateTime.ofInstant(user.createdAt(), ZoneOffset.UTC));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** The user of a session that has not ended. */
    Optional<Known> bySession(UUID session) {
        return find(BY_SESSION, session);
    }

    Optional<Known> byEmail(String email) {
        return find(BY_EMAIL, email);
    }

    void rename(UUID id, String name) {
        update(RENAME, name, id);
    }

    /** Changes the password and ends every other session of the user. */
    void changePassword(UUID id, UUID session, String passwordHash) {
        update(CHANGE_PASSWORD, id, session, passwordHash, id);
    }

    /** Deletes the user and, with it, the user's sessions. */
    void remove(UUID id) {
        update(DELETE, id);
    }

    private void update(String sql, Object... values) {
        database.query(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private Optional<Known> find(String sql, Object value) {
        return database.query(connection -> {
            try (var select = connection.prepareStatement(sql)) {
                select.setObject(1, value);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(known(rows)) : Optional.empty();
                }
            }
        });
    }

    private static Known known(ResultSet row) throws SQLException {
        var user = new User(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
        return new Known(user, row.getString(5));
    }
}
