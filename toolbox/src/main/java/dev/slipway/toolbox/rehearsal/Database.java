package dev.slipway.toolbox.rehearsal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real PostgreSQL in place of the managed instance, unpacked from a library and listening on 127.0.0.1. */
final class Database implements AutoCloseable {

    /** RDS needs about a minute to restart a crashed instance; this is long enough to see the effects of an outage. */
    static final Duration OUTAGE = Duration.ofSeconds(20);

    /** Only the rehearsal uses the superuser; other users sign in with a password, as on the managed instance. */
    private static final String SIGN_IN = """
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private static final int LAST_LINES = 12;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Path data;
    private final int port;
    private final Path log;
    private EmbeddedPostgres postgres;
    private volatile boolean shouldRun = true;
    private Thread keeper;

    private Database(Path data, int port, Path log) throws IOException {
        this.data = data;
        this.port = port;
        this.log = log;
        this.postgres = embedded();
    }

    /**
     * Unpacks, initializes and starts PostgreSQL.
     *
     * @param binaries a folder that keeps the unpacked binaries between rehearsals
     */
    static Database start(Path folder, Path binaries, int port, Path logs) {
        var log = logs.resolve("database.log");
        try {
            Files.createDirectories(binaries);
            Files.createDirectories(logs);
            // The builder creates this folder even if it is given another one.
            System.setProperty("ot.epg.working-dir", binaries.toString());
            return new Database(folder.resolve("database"), port, log);
        } catch (IOException | IllegalStateException e) {
            throw new CannotRehearse("PostgreSQL does not start: %s%n%s".formatted(e.getMessage(), lastLines(log)));
        }
    }

    private static String lastLines(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "It wrote no log.";
        }
    }

    private EmbeddedPostgres embedded() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(Database::requirePasswords)
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setRegisterShutdownHook(false)
                .start();
    }

    private static void requirePasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), SIGN_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the database and its administrator, who is not a superuser, as on RDS. */
    void create(DatabaseAccess access) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            var owner = statement.enquoteIdentifier(access.administrator(), true);
            statement.execute("CREATE ROLE " + owner + " LOGIN CREATEROLE CREATEDB PASSWORD "
                    + statement.enquoteLiteral(access.passwords().administrator()));
            statement.execute(
                    "CREATE DATABASE " + statement.enquoteIdentifier(access.name(), true) + " OWNER " + owner);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot create the database: " + e.getMessage(), e);
        }
    }

    /** The version, such as {@code 18.6}. */
    String version() {
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    /** The server's main process, for signals. */
    OptionalLong pid() {
        return server().map(ProcessHandle::pid).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private boolean isUp() {
        return server().isPresent();
    }

    /** Restarts a server that stopped unexpectedly after a while, as RDS does, and reports both. */
    void keep(Consumer<String> report) {
        keeper = Thread.ofVirtual().name("database-keeper").start(() -> {
            try {
                while (true) {
                    TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
                    if (shouldRun && !isUp()) {
                        report.accept("The database has stopped. As RDS would, this rehearsal restarts it in %d s."
                                .formatted(OUTAGE.toSeconds()));
                        TimeUnit.SECONDS.sleep(OUTAGE.toSeconds());
                        synchronized (this) {
                            if (shouldRun) {
                                // Releases the folder's lock; the server has already stopped.
                                postgres.close();
                                postgres = embedded();
                            }
                        }
                        report.accept("The database is back.");
                    }
                }
            } catch (InterruptedException e) {
                // The rehearsal is ending.
            } catch (IOException e) {
                report.accept("The database does not restart: " + e.getMessage());
            }
        });
    }

    private Optional<ProcessHandle> server() {
        try {
            return ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(data.resolve("postmaster.pid")).getFirst()))
                    .filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (keeper != null) {
            keeper.interrupt();
        }
        synchronized (this) {
            shouldRun = false;
            postgres.close();
        }
    }
}
