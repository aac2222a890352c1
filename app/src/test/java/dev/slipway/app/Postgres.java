package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.database.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server that asks for passwords, and can be stopped and started again on the same data. */
final class Postgres implements AutoCloseable {

    static final String ADMINISTRATOR = "administrator";
    static final String ADMINISTRATOR_PASSWORD = "administrator's own";
    static final String PASSWORD = "the app's own";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static Postgres shared;

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private Postgres() throws IOException, SQLException {
        data = Files.createTempDirectory("postgres");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        port = server.getPort();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            // No superuser, like RDS's own.
            statement.execute("CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'"
                    .formatted(ADMINISTRATOR, ADMINISTRATOR_PASSWORD.replace("'", "''")));
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all all      127.0.0.1/32 scram-sha-256
                    """);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** One for all tests; each takes a database of its own on it. */
    static synchronized Postgres shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of the caller's own. */
    static Postgres start() {
        try {
            return new Postgres();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing any more, as a server does whose machine or network is gone. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var postmaster = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
                    .orElseThrow();
            var command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster.pid())));
            postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("no signal reached PostgreSQL");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on connections may be encrypted. */
    void encrypt(Path certificate, Path key) throws IOException {
        Files.copy(certificate, data.resolve("server.crt"));
        Files.copy(key, data.resolve("server.key"));
        Files.setPosixFilePermissions(data.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
        execute("ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()");
    }

    /** As the superuser. */
    void execute(String... statements) {
        execute(server.getPostgresDatabase(), statements);
    }

    /** As the superuser, in the database of a service. */
    void executeIn(Map<String, String> variables, String... statements) {
        execute(server.getDatabase("postgres", variables.get("DATABASE_NAME")), statements);
    }

    private static void execute(DataSource source, String... statements) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses direct and indirect members of a role from now on, whatever the password. */
    void refuseMembersOf(String role) throws IOException {
        var rules = data.resolve("pg_hba.conf");
        var refusal = "host all +%s 127.0.0.1/32 reject%n".formatted(role);
        // The first rule is the superuser's.
        var lines = Files.readString(rules);
        var end = lines.indexOf('\n') + 1;
        Files.writeString(rules, lines.substring(0, end) + refusal + lines.substring(end));
        execute("SELECT pg_reload_conf()");
    }

    /** The variables of a service on a new, empty database of this server. */
    Map<String, String> emptyDatabase() {
        var name = "test_" + NUMBER.incrementAndGet();
        execute("CREATE DATABASE %s OWNER %s".formatted(name, ADMINISTRATOR));
        var variables = new HashMap<String, String>();
        variables.put("DATABASE_HOST", "127.0.0.1");
        variables.put("DATABASE_PORT", Integer.toString(port));
        variables.put("DATABASE_NAME", name);
        variables.put("DATABASE_TLS", "disable");
        variables.put("DATABASE_USER", "app_" + name);
        variables.put("DATABASE_PASSWORD", PASSWORD);
        variables.put("DATABASE_ADMIN_USER", ADMINISTRATOR);
        variables.put("DATABASE_ADMIN_PASSWORD", ADMINISTRATOR_PASSWORD);
        return variables;
    }

    /** The same, migrated. */
    Map<String, String> migratedDatabase() {
        var variables = emptyDatabase();
        migrate(variables);
        return variables;
    }

    static void migrate(Map<String, String> variables) {
        var configuration = Configuration.forMigrating(variables);
        Migration.run(
                configuration.database().orElseThrow(),
                configuration.administrator(),
                configuration.migrateTimeout(),
                configuration.extensions());
    }

    static Connection connectAsAdministrator(Map<String, String> variables) throws SQLException {
        return connect(variables, ADMINISTRATOR, ADMINISTRATOR_PASSWORD);
    }

    static Connection connectAsApp(Map<String, String> variables) throws SQLException {
        return connect(variables, variables.get("DATABASE_USER"), variables.get("DATABASE_PASSWORD"));
    }

    private static Connection connect(Map<String, String> variables, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(variables.get("DATABASE_PORT"), variables.get("DATABASE_NAME")),
                user,
                password);
    }

    /** Stops, and leaves nothing behind. */
    @Override
    public void close() {
        stop();
        try (var left = Files.walk(data)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
