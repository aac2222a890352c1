package dev.slipway.app.database;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;

/** The role that the service signs in with: it reads and writes rows, and cannot change the schema. */
final class AppRole {

    private static final String EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String HAS_IAM = "SELECT 1 FROM pg_roles WHERE rolname = 'rds_iam'";
    private static final String MEMBER_OF_IAM = """
            SELECT 1 FROM pg_auth_members m
              JOIN pg_roles granted ON granted.oid = m.roleid AND granted.rolname = 'rds_iam'
              JOIN pg_roles member ON member.oid = m.member AND member.rolname = ?""";
    private static final String UNGRANTED = """
            SELECT 1 FROM pg_tables
             WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history'
               AND NOT has_table_privilege(?, format('%I.%I', schemaname, tablename), 'SELECT,INSERT,UPDATE,DELETE')""";

    private final DatabaseSettings settings;
    private final SignIn signIn;

    AppRole(DatabaseSettings settings) {
        this.settings = settings;
        this.signIn = settings.signIn();
    }

    /** Everything is as {@link #create} and {@link #grant} leave it. Takes no lock. */
    boolean isReady(Connection administrator) throws SQLException {
        return found(administrator, EXISTS, signIn.user())
                && canSignIn(administrator)
                && !found(administrator, UNGRANTED, signIn.user());
    }

    private boolean canSignIn(Connection administrator) throws SQLException {
        return switch (signIn) {
            case SignIn.IamToken token ->
                !found(administrator, HAS_IAM) || found(administrator, MEMBER_OF_IAM, token.user());
            case SignIn.Password password -> {
                try (var connection = settings.dataSource().getConnection()) {
                    yield connection.isValid(1);
                } catch (SQLException e) {
                    yield false; // the role has another password: create() sets this one
                }
            }
        };
    }

    void create(Connection administrator) throws SQLException {
        if (!found(administrator, EXISTS, signIn.user())) {
            execute(administrator, "CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE", signIn.user());
        }
        switch (signIn) {
            // The driver sends the salted hash: the password itself reaches neither the network nor the server's log.
            case SignIn.Password(var user, var password) ->
                administrator
                        .unwrap(PGConnection.class)
                        .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
            // Where the role rds_iam is missing the server is not RDS, and only passwords work.
            case SignIn.IamToken token -> {
                if (found(administrator, HAS_IAM)) {
                    execute(administrator, "GRANT rds_iam TO %I", token.user());
                }
            }
        }
    }

    void grant(Connection administrator) throws SQLException {
        execute(administrator, "REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC", settings.name());
        execute(administrator, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        execute(administrator, "GRANT USAGE ON SCHEMA public TO %I", signIn.user());
        execute(
                administrator,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I",
                signIn.user());
        execute(administrator, "REVOKE ALL ON flyway_schema_history FROM %I", signIn.user());
    }

    private static boolean found(Connection connection, String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Statements that take no parameters: the server itself quotes the names. */
    private static void execute(Connection connection, String template, String... names) throws SQLException {
        var sql = template;
        if (names.length > 0) {
            try (var statement = connection.prepareStatement("SELECT format(?, VARIADIC ?::text[])")) {
                statement.setString(1, template);
                statement.setArray(2, connection.createArrayOf("text", names));
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    sql = rows.getString(1);
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
