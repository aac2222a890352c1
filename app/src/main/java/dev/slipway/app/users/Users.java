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
        var created = OffsetDateTime.ofInstant(user.createdAt(), ZoneOffset.UTC);
        return database.update(INSERT, user.id(), user.email(), user.name(), passwordHash, created) == 1;
    }

    /** The user of a session that has not ended. */
    Optional<Known> bySession(UUID session) {
        return database.select(BY_SESSION, Users::known, session).stream().findFirst();
    }

    Optional<Known> byEmail(String email) {
        return database.select(BY_EMAIL, Users::known, email).stream().findFirst();
    }

    void rename(UUID id, String name) {
        database.update(RENAME, name, id);
    }

    /** Changes the password and ends every other session of the user. */
    void changePassword(UUID id, UUID session, String passwordHash) {
        database.update(CHANGE_PASSWORD, id, session, passwordHash, id);
    }

    /** Deletes the user and, with it, the user's sessions. */
    void remove(UUID id) {
        database.update(DELETE, id);
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
