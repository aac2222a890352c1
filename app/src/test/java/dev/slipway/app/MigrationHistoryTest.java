package dev.slipway.app;

import dev.slipway.app.database.MigrationFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was applied is compared with what is in the image, also where nothing is left to apply. */
class MigrationHistoryTest {

    private final Map<String, String> variables = Postgres.shared().emptyDatabase();
    private Migrations version;

    @BeforeEach
    void four(@TempDir Path folder) {
        version = new Migrations(folder)
                .with("V103__c.sql", "CREATE TABLE c (id int)")
                .with("V104__d.sql", "CREATE TABLE d (id int)");
        version.migrate(variables);
    }

    @Test
    void a_late_migration_fails_and_is_not_applied() throws SQLException {
        version.with("V102__b.sql", "CREATE TABLE b (id int)");
        refused("V102__b.sql is late: version 104 is applied already. Rename it to a version above 104.");
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            assertThat(Migrations.value(connection, "SELECT to_regclass('b')")).isNull();
        }
        version.without("V102__b.sql").with("V105__b.sql", "CREATE TABLE b (id int)");
        accepted();
    }

    @Test
    void an_edited_migration_fails() {
        version.with("V103__c.sql", "CREATE TABLE c (id bigint)");
        refused("V103__c.sql was edited after it was applied on");
        version.with("V105__e.sql", "CREATE TABLE e (id int)");
        refused("V103__c.sql was edited after it was applied on");
    }

    @Test
    void two_migrations_of_one_version_fail() {
        version.with("V104__other.sql", "CREATE TABLE other (id int)");
        refused("Found more than one migration with version 104");
    }

    @Test
    void a_missing_migration_fails() {
        version.without("V103__c.sql");
        refused("V103__c.sql is missing: it was applied on");
    }

    @Test
    void every_problem_is_reported_at_once() {
        version.without("V103__c.sql")
                .with("V104__d.sql", "CREATE TABLE d (id bigint)")
                .with("V102__b.sql", "");
        assertThatThrownBy(() -> version.migrate(variables))
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains("V102__b.sql is late", "V103__c.sql is missing", "V104__d.sql was edited")
                .doesNotContain("\n");
    }

    @Test
    void an_older_version_accepts_what_a_newer_one_applied_even_in_part(@TempDir Path older) throws SQLException {
        version.with("V105__e.sql", "CREATE TABLE e (id int)")
                .with("R__names.sql", "CREATE VIEW names AS SELECT 'a' AS name");
        version.migrate(variables);
        Migrations.execute(variables, """
                INSERT INTO flyway_schema_history
                VALUES (999, '999', 'of the future', 'SQL', 'V999__of_the_future.sql', 1, 'administrator', now(), 1, false)""");
        assertThatCode(() -> new Migrations(older)
                        .with("V103__c.sql", "CREATE TABLE c (id int)")
                        .with("V104__d.sql", "CREATE TABLE d (id int)")
                        .migrate(variables))
                .doesNotThrowAnyException();
    }

    @Test
    void a_repeatable_migration_runs_again_when_it_changed() throws SQLException {
        version.with("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT 'old' AS name");
        accepted();
        version.with("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT 'new' AS name");
        accepted();
        try (var connection = Postgres.connectAsApp(variables)) {
            assertThat(Migrations.value(connection, "SELECT name FROM names")).isEqualTo("new");
        }
    }

    @Test
    void a_migration_that_fails_is_named_with_its_cause_and_the_next_one_may_be_corrected() {
        version.with("V105__e.sql", "CREATE TABLE e (id int);\nINSERT INTO e VALUES ('x')");
        refused("applying V105__e.sql failed at line 2: ERROR: invalid input syntax for type integer: \"x\"");
        version.with("V105__e.sql", "CREATE TABLE e (id int)");
        accepted();
    }

    @Test
    void a_migration_that_cannot_be_read_is_named_too() {
        version.with("V105__e.sql", "CREATE TABLE e (id int)")
                .with("V106__f.sql", "CREATE TABLE f (id int);\nCREATE INDEX CONCURRENTLY f_id ON f (id)");
        refused("applying V106__f.sql failed: Detected both transactional and non-transactional statements");
    }

    private void accepted() {
        assertThatCode(() -> version.migrate(variables)).doesNotThrowAnyException();
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> version.migrate(variables))
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains(sentence)
                .doesNotContain("\n");
    }
}
