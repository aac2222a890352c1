package dev.slipway.app;

import dev.slipway.app.database.Migration;
import dev.slipway.app.database.MigrationFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
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
    void a_current_database_is_left_alone_while_somebody_else_holds_every_lock() throws Exception {
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
    void a_wrong_administrator_is_told_in_one_line_without_the_password() {
        var variables = Postgres.shared().emptyDatabase();
        variables.put("DATABASE_ADMIN_PASSWORD", "not-the-one");
        assertThatThrownBy(() -> Postgres.migrate(variables))
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains("password authentication failed")
                .doesNotContain("not-the-one", "\n");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
