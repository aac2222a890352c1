package dev.slipway.app;

import dev.slipway.app.database.Migration;
import dev.slipway.app.database.MigrationFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Beside a release that is running, and beside other tasks that migrate. */
class MigrationLocksTest {

    private static final String INDEX = "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer)";
    private static final String VALID =
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('orders_customer')";

    private final Map<String, String> variables = Postgres.shared().migratedDatabase();
    private Migrations version;

    @BeforeEach
    void next(@TempDir Path folder) {
        version = new Migrations(folder);
    }

    @Test
    void an_index_is_built_concurrently_while_other_tasks_wait_for_the_migration() throws Exception {
        version.with("V103__index.sql", INDEX);
        try (var connection = Postgres.connectAsApp(variables);
                var tasks = Executors.newFixedThreadPool(3)) {
            // The build waits for this transaction, so the other tasks do wait for the build.
            connection.setAutoCommit(false);
            Migrations.value(connection, "SELECT count(*) FROM orders");
            Migrations.execute(connection, "UPDATE orders SET sku = 'x' WHERE false");
            var running = Stream.<Callable<Void>>generate(() -> () -> {
                        version.migrate(variables);
                        return null;
                    })
                    .limit(3)
                    .map(tasks::submit)
                    .toList();
            await("SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database() AND query = '" + INDEX
                    + "' AND wait_event_type = 'Lock'");
            await("SELECT count(*) >= 2 FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND query LIKE 'SELECT pg_try_advisory_lock%' AND state = 'idle'");
            connection.rollback();
            for (var migration : running) {
                migration.get();
            }
        }
        assertThat(administrator(VALID)).isEqualTo("t");
    }

    @Test
    void an_invalid_index_is_an_error_until_it_is_dropped() throws SQLException {
        Migrations.execute(variables, "CREATE TABLE twins (id int)");
        Migrations.execute(variables, "INSERT INTO twins VALUES (1), (1)");
        version.with("V103__twins.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS twins_id ON twins (id)");
        refused("V103__twins.sql failed", "could not create unique index \"twins_id\"");
        refused(
                "V103__twins.sql failed on",
                "DELETE FROM flyway_schema_history WHERE NOT success AND script = 'V103__twins.sql'");

        Migrations.execute(
                variables, "DELETE FROM flyway_schema_history WHERE NOT success AND script = 'V103__twins.sql'");
        refused("the index public.twins_id is invalid", "run DROP INDEX public.twins_id");

        Migrations.execute(variables, "DROP INDEX public.twins_id");
        Migrations.execute(variables, "DELETE FROM twins WHERE ctid = '(0,1)'");
        version.migrate(variables);
        assertThat(administrator("SELECT indisvalid FROM pg_index WHERE indexrelid = 'twins_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void a_migration_that_would_wait_for_a_lock_of_the_running_release_fails_and_leaves_nothing() throws SQLException {
        version.with("V103__note.sql", """
                CREATE TABLE patience AS SELECT current_setting('lock_timeout') AS value;
                SET LOCAL lock_timeout = '200ms';
                ALTER TABLE orders ADD COLUMN note text;""");
        try (var release = Postgres.connectAsApp(variables)) {
            release.setAutoCommit(false);
            Migrations.value(release, "SELECT count(*) FROM orders");
            refused("applying V103__note.sql failed at line 3", "another session has a lock that it needs");
        }
        assertThat(administrator("SELECT to_regclass('patience')")).isNull();
        version.migrate(variables);
        assertThat(administrator("SELECT value FROM patience")).isEqualTo("10s");
    }

    @Test
    void a_migration_that_takes_too_long_is_stopped_on_the_server_too() throws SQLException {
        version.with("V103__slow.sql", "CREATE TABLE slow AS SELECT pg_sleep(600) IS NULL AS done");
        variables.put("MIGRATE_TIMEOUT", "8");
        refused("was stopped after 8 s (MIGRATE_TIMEOUT), while applying V103__slow.sql");
        await(
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(600) IS NULL%'"
                        + " AND pid <> pg_backend_pid()");

        version.with("V103__slow.sql", "CREATE TABLE slow AS SELECT true AS done");
        assertThatCode(() -> version.migrate(variables)).doesNotThrowAnyException();
    }

    @Test
    void a_concurrent_index_that_takes_too_long_is_stopped_and_reported_the_next_time() throws SQLException {
        version.with("V103__index.sql", INDEX);
        variables.put("MIGRATE_TIMEOUT", "8");
        try (var release = Postgres.connectAsApp(variables)) {
            release.setAutoCommit(false);
            Migrations.execute(release, "UPDATE orders SET sku = 'x' WHERE false");
            refused("was stopped after 8 s (MIGRATE_TIMEOUT), while applying V103__index.sql");
            await("SELECT count(*) = 0 FROM pg_stat_progress_create_index");
        }
        refused("the index public.orders_customer is invalid");
        Migrations.execute(variables, "DROP INDEX public.orders_customer");
        version.migrate(variables);
        assertThat(administrator(VALID)).isEqualTo("t");
    }

    @Test
    void the_wait_for_another_task_has_the_same_limit() throws SQLException {
        version.with("V103__a.sql", "CREATE TABLE a (id int)");
        variables.put("MIGRATE_TIMEOUT", "5");
        try (var other = Postgres.connectAsAdministrator(variables)) {
            Migrations.execute(other, "SELECT pg_advisory_lock(%d)".formatted(Migration.LOCK));
            refused("was stopped after 5 s (MIGRATE_TIMEOUT), while waiting for another task that migrates");
        }
        version.migrate(variables);
    }

    @Test
    void a_process_that_was_killed_leaves_nothing_running(@TempDir Path folder) throws Exception {
        version = new Migrations(folder)
                .with("V103__slow.sql", "CREATE TABLE slow AS SELECT pg_sleep(600) IS NULL AS done");
        var process = ServiceProcess.begin("migrate", variables, folder);
        await("SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE slow%' AND state = 'active'"
                + " AND datname = current_database()");
        process.destroyForcibly().waitFor();
        await(
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE slow%' AND datname = current_database()");
        version.with("V103__slow.sql", "CREATE TABLE slow AS SELECT true AS done")
                .migrate(variables);
    }

    private void await(String condition) {
        Running.await(condition, () -> "t".equals(administrator(condition)));
    }

    private String administrator(String sql) throws SQLException {
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            return Migrations.value(connection, sql);
        }
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> version.migrate(variables))
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains(List.of(parts))
                .doesNotContain("\n");
    }
}
