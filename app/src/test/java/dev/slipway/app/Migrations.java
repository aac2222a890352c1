package dev.slipway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A version of the service with migrations of its own, beside those of the project. */
final class Migrations {

    private final Path root;
    private final Path folder;

    Migrations(Path root) {
        this.root = root;
        this.folder = root.resolve("db/migration");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Migrations with(String script, String sql) {
        try {
            Files.writeString(folder.resolve(script), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Migrations without(String script) {
        try {
            Files.delete(folder.resolve(script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void migrate(Map<String, String> variables) {
        run(() -> Postgres.migrate(variables));
    }

    /** Runs what migrates in this thread. */
    void run(Runnable migration) {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        try (var own = new URLClassLoader(new URL[] {url()}, loader)) {
            thread.setContextClassLoader(own);
            migration.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private URL url() throws MalformedURLException {
        return root.toUri().toURL();
    }

    /** As the administrator. */
    static void execute(Map<String, String> variables, String sql) throws SQLException {
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, as text. */
    static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
