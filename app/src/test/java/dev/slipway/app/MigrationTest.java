package dev.slipway.app;

import dev.slipway.app.database.Migration;
import dev.slipway.app.database.MigrationFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE x (a int)",
                "CREATE TEMPORARY TABLE x (a int)",
                "CREATE SCHEMA x",
                "DROP TABLE orders",
                "ALTER TABLE orders ADD COLUMN x int",
                "TRUNCATE orders",
                "CREATE ROLE x",
                "SELECT * FROM flyway_schema_history"
            })
    void the_apps_role_cannot_change_the_schema(String sql) throws SQLException {
        try (var connection = Postgres.connectAsApp(Postgres.shared().migratedDatabase())) {
            assertThatThrownBy(() -> execute(connection, sql))
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("42501"); // insufficient_privilege
        }
    }

    @Test
    void many_tasks_may_migrate_at_once() throws InterruptedException, SQLException {
        var variables = Postgres.shared().emptyDatabase();
        try (var tasks = Executors.newFixedThreadPool(4)) {
            var migrations = IntStream.range(0, 4)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        Postgres.migrate(variables);
                        return null;
                    })
                    .toList();
            assertThat(tasks.invokeAll(migrations))
                    .allSatisfy(done -> assertThatCode(done::get).doesNotThrowAnyException());
        }
        try (var connection = Postgres.connectAsApp(variables)) {
            assertThatCode(() -> execute(connection, "SELECT id FROM orders")).doesNotThrowAnyException();
        }
    }

    @Test
    void extensions_exist_before_the_migrations_and_unknown_ones_are_named() throws SQLException {
        var variables = new HashMap<>(Postgres.shared().emptyDatabase());
        variables.put("DATABASE_EXTENSIONS", "pg_trgm,hstore");
        Postgres.migrate(variables);
        try (var connection = Postgres.connectAsApp(variables)) {
            assertThatCode(() -> execute(connection, "SELECT similarity('orders', 'order'), 'a=>1'::hstore"))
                    .doesNotThrowAnyException();
        }
        variables.put("DATABASE_EXTENSIONS", "pg_nonsense");
        assertThatThrownBy(() -> Postgres.migrate(variables))
                .hasMessageContaining("creating the extension pg_nonsense");
    }

    @Test
    void a_current_database_needs_no_lock() throws Exception {
        var variables = Postgres.shared().migratedDatabase();
        try (var connection = Postgres.connectAsAdministrator(variables);
                var task = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            execute(connection, "LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE");
            execute(connection, "LOCK TABLE flyway_schema_history IN SHARE ROW EXCLUSIVE MODE");
            execute(connection, "SELECT pg_advisory_lock(%d)".formatted(Migration.LOCK));
            task.submit(() -> Postgres.migrate(variables)).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void an_older_version_accepts_a_newer_schema() throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            execute(connection, "CREATE TABLE of_the_future (a int)");
            execute(connection, """
                    INSERT INTO flyway_schema_history
                    VALUES (999, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, 'administrator', now(), 1, true)""");
        }
        assertThatCode(() -> Postgres.migrate(variables)).doesNotThrowAnyException();
    }

    @Test
    void a_changed_password_takes_effect() throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        variables.put("DATABASE_PASSWORD", "another one");
        assertThatThrownBy(() -> Postgres.connectAsApp(variables)).isInstanceOf(SQLException.class);

        Postgres.migrate(variables);

        try (var connection = Postgres.connectAsApp(variables)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void a_wrong_administrator_gets_one_line_without_the_password() {
        var variables = Postgres.shared().emptyDatabase();
        variables.put("DATABASE_ADMIN_PASSWORD", "not-the-one");
        assertThatThrownBy(() -> Postgres.migrate(variables))
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains("password authentication failed")
                .doesNotContain("not-the-one", "\n");
    }

    /** Each as a migration of its own makes it, after the rights were given. */
    private static final String OBJECTS = """
            CREATE TABLE keys (id serial PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, what text);
            CREATE SEQUENCE invoice_number;
            CREATE VIEW newest AS SELECT max(id) AS id FROM keys;
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM keys;
            CREATE TABLE days (day date) PARTITION BY RANGE (day);
            CREATE TABLE days_2026 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
            CREATE TYPE mood AS ENUM ('fine');
            CREATE SCHEMA "Billing";
            CREATE TABLE "Billing"."Entries" (id serial, mood mood)""";

    private static final List<String> USES = List.of(
            "INSERT INTO keys (what) VALUES ('x') RETURNING id",
            "UPDATE keys SET what = 'y' WHERE id = 1",
            "SELECT nextval('invoice_number')",
            "SELECT last_value FROM invoice_number",
            "SELECT id FROM newest",
            "SELECT n FROM counted",
            "INSERT INTO days VALUES ('2026-05-05')",
            "DELETE FROM days_2026",
            "SELECT twice(2)",
            "INSERT INTO \"Billing\".\"Entries\" (mood) VALUES ('fine')");

    @Test
    void tables_of_later_migrations_are_open_to_the_service(@TempDir Path folder) throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        new Migrations(folder).with("V103__objects.sql", OBJECTS).migrate(variables);
        use(variables);
        refuse(variables, "CREATE TABLE \"Billing\".x (a int)");
        refuse(variables, "SELECT setval('invoice_number', 1)");
        refuse(variables, "TRUNCATE keys");
        refuse(variables, "REFRESH MATERIALIZED VIEW counted");
        refuse(variables, "SELECT * FROM flyway_schema_history");
    }

    @Test
    void new_objects_are_open_to_the_service_at_once() throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            execute(connection, OBJECTS);
        }
        use(variables);
    }

    @Test
    void a_database_of_an_earlier_version_gets_what_it_lacks() throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        var role = variables.get("DATABASE_USER");
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            for (var kind : List.of("TABLES", "SEQUENCES", "SCHEMAS")) {
                execute(connection, "ALTER DEFAULT PRIVILEGES REVOKE ALL ON %s FROM %s".formatted(kind, role));
            }
            execute(connection, OBJECTS);
            execute(connection, "GRANT SELECT ON keys, flyway_schema_history TO " + role);
        }
        refuse(variables, "SELECT nextval('invoice_number')");

        Postgres.migrate(variables);

        use(variables);
        refuse(variables, "SELECT * FROM flyway_schema_history");
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            execute(connection, "CREATE TABLE later (id serial)");
        }
        try (var connection = Postgres.connectAsApp(variables)) {
            assertThatCode(() -> execute(connection, "INSERT INTO later DEFAULT VALUES"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void objects_of_other_owners_are_left_alone() throws SQLException {
        var variables = Postgres.shared().migratedDatabase();
        Postgres.shared()
                .executeIn(
                        variables,
                        "CREATE SCHEMA theirs",
                        "CREATE TABLE theirs.a (b int)",
                        "CREATE TABLE public.c (d int)");
        assertThatCode(() -> Postgres.migrate(variables)).doesNotThrowAnyException();
        refuse(variables, "SELECT * FROM public.c");
    }

    private static void use(Map<String, String> variables) throws SQLException {
        try (var connection = Postgres.connectAsApp(variables)) {
            for (var sql : USES) {
                assertThatCode(() -> execute(connection, sql)).as(sql).doesNotThrowAnyException();
            }
        }
    }

    private static void refuse(Map<String, String> variables, String sql) throws SQLException {
        try (var connection = Postgres.connectAsApp(variables)) {
            assertThatThrownBy(() -> execute(connection, sql))
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("42501");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
