package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.database.DatabaseSettings;
import dev.slipway.app.database.Migration;
import dev.slipway.app.database.MigrationFailed;
import dev.slipway.app.database.SignIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * RDS refuses the passwords of all members of rds_iam, also of those that are members by way of another role. Here the
 * administrator has to be a member to grant rds_iam at all, which it does not have to be on RDS; so this server refuses the
 * members of the service's role instead, which is the way that the administrator would become a member there.
 */
class AdministratorTest {

    private final Postgres server = Postgres.start();
    private final Map<String, String> variables = server.emptyDatabase();
    private final String role = "slipway-staging";

    @BeforeEach
    void likeRds() {
        server.execute(
                "CREATE ROLE rds_iam NOLOGIN",
                "GRANT rds_iam TO administrator WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_administrator_signs_in_after_the_role_was_granted_rds_iam() throws Exception {
        migrate();
        server.refuseMembersOf("\"%s\"".formatted(role));
        migrate();
        assertThat(administrator("SELECT pg_has_role('%s', 'rds_iam', 'MEMBER')".formatted(role)))
                .isEqualTo("t");
        assertThat(administrator("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'slipway%'"))
                .isEqualTo("1");
        assertThat(administrator("SELECT has_table_privilege('%s', 'orders', 'INSERT')".formatted(role)))
                .isEqualTo("t");
    }

    @Test
    void a_later_migration_finds_the_administrator_signed_in(@TempDir Path folder) throws Exception {
        migrate();
        server.refuseMembersOf("\"%s\"".formatted(role));
        new Migrations(folder)
                .with("V103__more.sql", "CREATE TABLE more (id serial)")
                .run(this::migrate);
        assertThat(administrator("SELECT has_table_privilege('%s', 'more', 'INSERT')".formatted(role)))
                .isEqualTo("t");
    }

    @Test
    void the_role_of_an_earlier_version_is_replaced_under_the_sessions_of_the_running_release() throws Exception {
        var before = new HashMap<>(variables);
        before.put("DATABASE_USER", role);
        Postgres.migrate(before); // which makes the administrator a member of the role
        try (var release = Postgres.connectAsApp(before)) {
            Migrations.execute(variables, "GRANT rds_iam TO \"%s\"".formatted(role));

            migrate();

            assertThat(Migrations.value(release, "SELECT count(*) FROM orders")).isEqualTo("0");
        }
        server.refuseMembersOf("\"%s\"".formatted(role));
        migrate();
        assertThat(administrator("SELECT has_table_privilege('%s', 'orders', 'INSERT')".formatted(role)))
                .isEqualTo("t");
        assertThat(administrator("SELECT string_agg(member::regrole::text, ',' ORDER BY member::regrole::text)"
                        + " FROM pg_auth_members WHERE roleid = 'rds_iam'::regrole"))
                .isEqualTo("\"slipway-staging\",administrator");
    }

    @Test
    void an_administrator_that_is_shut_out_gets_the_reason() throws Exception {
        server.refuseMembersOf("rds_iam");
        assertThatThrownBy(this::migrate)
                .isInstanceOf(MigrationFailed.class)
                .message()
                .contains("connecting to the database failed", "a member of rds_iam", "cannot sign in with a password")
                .doesNotContain("\n", Postgres.ADMINISTRATOR_PASSWORD);
    }

    private void migrate() {
        var configuration = Configuration.forMigrating(variables);
        var settings = configuration.database().orElseThrow();
        Migration.run(
                new DatabaseSettings(
                        settings.host(),
                        settings.port(),
                        settings.name(),
                        SignIn.iam(role, settings.host(), settings.port(), "eu-central-1"),
                        settings.tls(),
                        settings.ca(),
                        settings.poolSize()),
                configuration.administrator(),
                configuration.migrateTimeout(),
                configuration.extensions());
    }

    private String administrator(String sql) throws SQLException {
        try (var connection = Postgres.connectAsAdministrator(variables)) {
            return Migrations.value(connection, sql);
        }
    }
}
