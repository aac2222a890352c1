package dev.slipway.app.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;

/**
 * Brings the database to this version's schema and gives the service's role what it needs. Every task runs it before it
 * serves: on a current database it takes no lock and leaves at once; of several tasks one works and the others wait.
 * A database that a newer version has migrated already is accepted.
 */
public final class Migration {

    private static final Logger LOG = System.getLogger(Migration.class.getName());

    /** The advisory lock of migrations: any number that nothing else locks. */
    public static final long LOCK = 0x5117_3A7E;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Migration() {}

    /**
     * Migrates.
     *
     * @throws MigrationFailed with one sentence that says why
     */
    public static void run(DatabaseSettings settings, Administrator administrator) {
        var source = settings.dataSource(administrator);
        var flyway = Flyway.configure().dataSource(source).load();
        var role = new AppRole(settings);
        try (var connection = connect(source)) {
            if (flyway.info().pending().length == 0 && role.isReady(connection)) {
                LOG.log(Level.INFO, "the database is current");
                return;
            }
            lock(connection);
            role.create(connection);
            var result = flyway.migrate();
            role.grant(connection);
            LOG.log(
                    Level.INFO,
                    "the database is current after {0} migrations; {1} may read and write, not change the schema",
                    result.migrationsExecuted,
                    settings.signIn().user());
        } catch (SQLException | FlywayException e) {
            throw new MigrationFailed("the database could not be migrated: " + oneLine(e), e);
        }
    }

    /** A server that is starting, or not there yet, is waited for. */
    private static Connection connect(DataSource source) throws SQLException {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                if (!mayPass(e) || Instant.now().isAfter(deadline)) {
                    throw e;
                }
                LOG.log(Level.INFO, "waiting for the database: " + oneLine(e));
                pause();
            }
        }
    }

    /** A certificate that is not trusted now will not be in a moment. */
    private static boolean mayPass(SQLException failure) {
        return DatabaseUnavailable.explains(failure) && !(failure.getCause() instanceof SSLException);
    }

    /** Held until the connection closes, so that a process that dies gives it back. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationFailed("interrupted while waiting for the database", e);
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((a, b) -> a + "; " + b)
                .orElse(e.getClass().getSimpleName());
    }
}
