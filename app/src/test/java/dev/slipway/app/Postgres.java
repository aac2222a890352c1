package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.database.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that asks for passwords, one for all tests; each takes a database of its own on it. */
final class Postgres {

    static final String ADMINISTRATOR = "administrator";
    static final String ADMINISTRATOR_PASSWORD = "administrator's own";
    static final String PASSWORD = "the app's own";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres shared;

    private Postgres() {}

    static synchronized EmbeddedPostgres shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A server of the caller's own, to be stopped by it. */
    static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'"
                        .formatted(ADMINISTRATOR, ADMINISTRATOR_PASSWORD.replace("'", "''")));
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The variables of a service on a new, empty database of that server. */
    static Map<String, String> emptyDatabase(EmbeddedPostgres server) {
        var name = "test_" + NUMBER.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var variables = new HashMap<String, String>();
        variables.put("DATABASE_HOST", "127.0.0.1");
        variables.put("DATABASE_PORT", Integer.toString(server.getPort()));
        variables.put("DATABASE_NAME", name);
        variables.put("DATABASE_TLS", "disable");
        variables.put("DATABASE_USER", "app_" + name);
        variables.put("DATABASE_PASSWORD", PASSWORD);
        variables.put("DATABASE_ADMIN_USER", ADMINISTRATOR);
        variables.put("DATABASE_ADMIN_PASSWORD", ADMINISTRATOR_PASSWORD);
        return variables;
    }

    /** The same, migrated. */
    static Map<String, String> migratedDatabase(EmbeddedPostgres server) {
        var variables = emptyDatabase(server);
        migrate(variables);
        return variables;
    }

    static void migrate(Map<String, String> variables) {
        var configuration = Configuration.forMigrating(variables);
        Migration.run(configuration.database(), configuration.administrator());
    }

    static Connection connect(Map<String, String> variables, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(variables.get("DATABASE_PORT"), variables.get("DATABASE_NAME")),
                user,
                password);
    }
}
