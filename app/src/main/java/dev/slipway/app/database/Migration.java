package dev.slipway.app.database;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;

/**
 * Brings the database to this version's schema and grants the rights of the service's role. Every task runs it before it
 * serves. On a current database it takes no lock and returns at once; of several tasks one migrates and the others wait.
 */
public final class Migration {

    private static final Logger LOG = System.getLogger(Migration.class.getName());

    /** The advisory lock of migrations: a number that nothing else locks. */
    public static final long LOCK = 0x5117_3A7E;

    /**
     * How long a statement of a migration waits for a lock. While it waits, other sessions that need the same table wait behind
     * it, those of the running release too.
     */
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    /** Finds an invalid index that is not being built. Parents of partitioned indexes are left out. */
    private static final String INVALID_INDEX = """
            SELECT min(format('%I.%I', n.nspname, c.relname))
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
              JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_'
             WHERE NOT i.indisvalid
               AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)""";

    private final MigrationSource source;
    private final AppRole role;
    private final Flyway flyway;
    private final Duration limit;
    private final List<String> extensions;
    /** The scripts that are still to be applied, in their order. */
    private final Queue<String> pending = new ArrayDeque<>();
    /** The current step, for the message of a failure. */
    private volatile String step = "connecting to the database";

    private Migration(DatabaseSettings settings, Administrator administrator, Duration limit, List<String> extensions) {
        this.source = settings.dataSource(administrator);
        this.role = new AppRole(settings);
        this.limit = limit;
        this.extensions = extensions;
        var configuration = Flyway.configure()
                .dataSource(source)
                .callbacks(new EachMigration())
                .validateOnMigrate(false); // History does
        // A lock that is held in a transaction would make CREATE INDEX CONCURRENTLY wait for it for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        this.flyway = configuration.load();
    }

    /**
     * Migrates.
     *
     * @param limit the longest that it may take, with the wait for another task that migrates
     * @param extensions extensions that exist before the migrations
     * @throws MigrationFailed with one sentence that says why
     */
    public static void run(
            DatabaseSettings settings, Administrator administrator, Duration limit, List<String> extensions) {
        var migration = new Migration(settings, administrator, limit, extensions);
        try (var _ = migration.source.limit(limit);
                var connection = connect(migration.source)) {
            migration.run(connection);
        } catch (SQLException | FlywayException e) {
            throw new MigrationFailed(migration.explain(e), e);
        }
    }

    private void run(Connection connection) throws SQLException {
        if (isCurrent() && missing(connection).isEmpty() && role.isReady(connection)) {
            LOG.log(Level.INFO, "the database is current");
            return;
        }
        lock(connection);
        step = "setting up the role " + role.name();
        var changes = role.create(connection);
        createExtensions(connection);
        var began = Instant.now();
        var applied = 0;
        if (!isCurrent()) {
            refuseInvalidIndex(connection);
            step = "applying " + pending.peek();
            applied = flyway.migrate().migrationsExecuted;
        }
        var took = Duration.between(began, Instant.now());
        step = "granting rights to " + role.name();
        changes += role.grant(connection);
        LOG.log(
                Level.INFO,
                "the database is current: applied %d %s in %d ms; %d %s for %s, which may read and write rows and not change the schema"
                        .formatted(
                                applied,
                                applied == 1 ? "migration" : "migrations",
                                took.toMillis(),
                                changes,
                                changes == 1 ? "change of rights" : "changes of rights",
                                role.name()));
    }

    private List<String> missing(Connection connection) throws SQLException {
        step = "looking for extensions";
        var missing = new ArrayList<String>();
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_extension WHERE extname = ?")) {
            for (var extension : extensions) {
                statement.setString(1, extension);
                if (!statement.executeQuery().next()) {
                    missing.add(extension);
                }
            }
        }
        return missing;
    }

    /** Creates extensions that migrations may use. Their objects belong to the administrator. */
    private void createExtensions(Connection connection) throws SQLException {
        for (var extension : missing(connection)) {
            step = "creating the extension " + extension;
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS \"%s\"".formatted(extension.replace("\"", "\"\"")));
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private boolean isCurrent() {
        step = "comparing the migrations with the database";
        var info = flyway.info();
        new History(info.all()).check();
        pending.clear();
        Stream.of(info.pending()).map(MigrationInfo::getScript).forEach(pending::add);
        return pending.isEmpty();
    }

    /** Refuses an invalid index, which {@code IF NOT EXISTS} would accept. */
    private static void refuseInvalidIndex(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(INVALID_INDEX)) {
            rows.next();
            var index = rows.getString(1);
            if (index != null) {
                throw new MigrationFailed(
                        "the index %s is invalid: its CREATE INDEX CONCURRENTLY did not finish. As the administrator, run DROP INDEX %s, and deploy again."
                                .formatted(index, index),
                        null);
            }
        }
    }

    /** Connects, and waits for a server that is not there yet. */
    private static Connection connect(DataSource source) throws SQLException {
        var deadline = Instant.now().plus(CONNECT_TIMEOUT);
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

    /** Whether a failure may pass with time, as an untrusted certificate does not. */
    private static boolean mayPass(SQLException failure) {
        return DatabaseUnavailable.explains(failure) && !(failure.getCause() instanceof SSLException);
    }

    /**
     * Takes the lock until the connection closes, so that a process that ends releases it. It polls, because a waiting statement
     * holds a snapshot, for which CREATE INDEX CONCURRENTLY of the task with the lock would wait.
     */
    private void lock(Connection connection) throws SQLException {
        step = "waiting for another task that migrates";
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            for (var first = true; !locked(statement); first = false) {
                if (first) {
                    LOG.log(Level.INFO, step);
                }
                pause();
            }
        }
    }

    private static boolean locked(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
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

    private String explain(Exception failure) {
        if (source.expired()) {
            return "migrate was stopped after %d s (MIGRATE_TIMEOUT), while %s. Nothing of it keeps running."
                    .formatted(limit.toSeconds(), step);
        }
        var line = cause(failure, FlywaySqlScriptException.class)
                .map(script -> " at line " + script.getLineNumber())
                .orElse("");
        var sql = cause(failure, SQLException.class);
        var why = oneLine(sql.<Exception>map(cause -> cause).orElse(failure));
        return "%s failed%s: %s".formatted(step, line, why)
                + switch (sql.map(SQLException::getSQLState).orElse("")) {
                    case "55P03" -> // lock_not_available
                        "; another session has a lock that it needs, and the service would have waited behind it. Deploy again when that session is done.";
                    case "28000" -> // invalid_authorization_specification
                        "; on RDS a member of rds_iam, also by way of another role, cannot sign in with a password. See docs/decisions/administrator-keeps-its-password.md.";
                    default -> "";
                };
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((a, b) -> a + "; " + b)
                .orElse(e.getClass().getSimpleName());
    }

    /** Flyway calls it for each migration, on its connection and in its transaction. */
    private final class EachMigration extends BaseCallback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            if (event == Event.AFTER_EACH_MIGRATE) {
                pending.poll();
                step = "applying " + pending.peek(); // named before Flyway reads it, which may fail already
                return;
            }
            LOG.log(Level.INFO, step);
            // Has no effect outside of a transaction: CREATE INDEX CONCURRENTLY waits long, and blocks no other
            // session.
            try (var statement = context.getConnection().createStatement()) {
                statement.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT.toMillis());
            } catch (SQLException e) {
                throw new FlywayException("the lock_timeout cannot be set", e);
            }
        }
    }
}
