package dev.slipway.app.database;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The role that the service signs in with: it reads and writes rows, and cannot change the schema. */
final class AppRole {

    private static final String EXISTS = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String HAS_IAM = "SELECT 1 FROM pg_roles WHERE rolname = 'rds_iam'";
    private static final String MEMBER_OF_IAM = """
            SELECT 1 FROM pg_auth_members m
              JOIN pg_roles granted ON granted.oid = m.roleid AND granted.rolname = 'rds_iam'
              JOIN pg_roles member ON member.oid = m.member AND member.rolname = ?""";
    private static final String ADMINISTERED = """
            SELECT 1 FROM pg_auth_members m
              JOIN pg_roles granted ON granted.oid = m.roleid AND granted.rolname = ?
             WHERE m.member = current_user::regrole""";

    /**
     * Selects the statements that give the role its missing rights, one in each row: on objects that the administrator owns
     * outside of the system's schemas, and on those that it will create ({@code ALTER DEFAULT PRIVILEGES}). Everybody may use
     * functions and types by default. The role has no rights on the history of migrations, so the default rights wait until
     * that table exists.
     */
    private static final String MISSING = """
            WITH service AS (
                SELECT oid, rolname FROM pg_roles WHERE rolname = ?),
            schemas AS (
                SELECT oid, nspname, nspowner FROM pg_namespace
                 WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
            relations AS (
                SELECT c.oid, c.relkind, format('%I.%I', s.nspname, c.relname) AS name,
                       c.relname = 'flyway_schema_history' AS history
                  FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace
                 WHERE pg_has_role(c.relowner, 'USAGE')),
            future (kind, objects, rights) AS (VALUES
                ('r', 'TABLES', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                ('S', 'SEQUENCES', ARRAY['SELECT', 'USAGE']),
                ('n', 'SCHEMAS', ARRAY['USAGE']))
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I', nspname, rolname)
              FROM schemas s, service a
             WHERE pg_has_role(nspowner, 'USAGE') AND NOT has_schema_privilege(a.oid, s.oid, 'USAGE')
            UNION ALL
            SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', name, rolname)
              FROM relations r, service a
             WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT history
               AND NOT (has_table_privilege(a.oid, r.oid, 'SELECT') AND has_table_privilege(a.oid, r.oid, 'INSERT')
                    AND has_table_privilege(a.oid, r.oid, 'UPDATE') AND has_table_privilege(a.oid, r.oid, 'DELETE'))
            UNION ALL
            SELECT format('GRANT SELECT, USAGE ON SEQUENCE %s TO %I', name, rolname)
              FROM relations r, service a
             WHERE relkind = 'S'
               AND NOT (has_sequence_privilege(a.oid, r.oid, 'SELECT') AND has_sequence_privilege(a.oid, r.oid, 'USAGE'))
            UNION ALL
            SELECT format('ALTER DEFAULT PRIVILEGES GRANT %s ON %s TO %I', array_to_string(rights, ', '), objects, rolname)
              FROM future, service a
             WHERE EXISTS (SELECT FROM relations WHERE history)
               AND NOT rights <@ ARRAY(
                       SELECT privilege_type FROM pg_default_acl, aclexplode(defaclacl)
                        WHERE defaclrole = current_user::regrole AND defaclnamespace = 0
                          AND defaclobjtype = kind::"char" AND grantee = a.oid)
            UNION ALL
            SELECT format('REVOKE ALL ON %s FROM %I', name, rolname)
              FROM relations r, service a
             WHERE history AND has_table_privilege(a.oid, r.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            UNION ALL
            SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', datname)
              FROM pg_database
             WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')
               AND has_database_privilege('public', oid, 'TEMPORARY')
            UNION ALL
            SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', nspname)
              FROM schemas
             WHERE pg_has_role(nspowner, 'USAGE') AND has_schema_privilege('public', oid, 'CREATE')""";

    private final DatabaseSettings settings;
    private final SignIn signIn;

    AppRole(DatabaseSettings settings) {
        this.settings = settings;
        this.signIn = settings.signIn();
    }

    String name() {
        return signIn.user();
    }

    /** Whether the role is as {@link #create} and {@link #grant} leave it. Takes no lock. */
    boolean isReady(Connection administrator) throws SQLException {
        return found(administrator, EXISTS, name())
                && canSignIn(administrator)
                && strings(administrator, MISSING, name()).isEmpty();
    }

    private boolean canSignIn(Connection administrator) throws SQLException {
        return switch (signIn) {
            case SignIn.IamToken _ ->
                !found(administrator, HAS_IAM)
                        || (found(administrator, MEMBER_OF_IAM, name()) && !found(administrator, ADMINISTERED, name()));
            case SignIn.Password _ -> {
                try (var connection = settings.dataSource().getConnection()) {
                    yield connection.isValid(1);
                } catch (SQLException e) {
                    yield false; // the role has another password: create() sets this one
                }
            }
        };
    }

    /**
     * Creates the role, and grants its rights on existing objects.
     *
     * @return how many rights were changed
     */
    int create(Connection administrator) throws SQLException {
        administrator.setAutoCommit(false);
        switch (signIn) {
            case SignIn.Password(var user, var password) -> {
                if (!found(administrator, EXISTS, user)) {
                    execute(administrator, "CREATE ROLE %I LOGIN", user);
                }
                // The driver sends the salted hash: the password itself reaches neither the network nor the server's
                // log.
                administrator
                        .unwrap(PGConnection.class)
                        .alterUserPassword(user, password.toCharArray(), "scram-sha-256");
            }
            case SignIn.IamToken _ -> createForTokens(administrator);
        }
        var granted = grant(administrator);
        administrator.commit();
        administrator.setAutoCommit(true);
        return granted;
    }

    /**
     * Creates a role that signs in by token. On RDS a direct or indirect member of rds_iam can sign in by token only. PostgreSQL
     * makes the creator of a role a member of it, by a grant that the creator cannot revoke. So the creator here is a role that
     * is dropped afterwards, and the administrator keeps its password.
     */
    private void createForTokens(Connection administrator) throws SQLException {
        var rds = found(administrator, HAS_IAM); // elsewhere only passwords work
        if (rds && found(administrator, ADMINISTERED, name())) {
            replace(administrator);
        }
        if (!found(administrator, EXISTS, name())) {
            execute(administrator, "CREATE ROLE slipway_provisioner CREATEROLE");
            execute(administrator, "GRANT slipway_provisioner TO CURRENT_USER WITH INHERIT FALSE, SET TRUE");
            execute(administrator, "SET LOCAL ROLE slipway_provisioner");
            execute(administrator, "CREATE ROLE %I LOGIN", name());
            execute(administrator, "RESET ROLE");
            execute(administrator, "DROP ROLE slipway_provisioner");
        }
        if (rds && !found(administrator, MEMBER_OF_IAM, name())) {
            execute(administrator, "GRANT rds_iam TO %I", name());
        }
    }

    /** Renames the role of an earlier version, whose rights the sessions of the running release keep. */
    private void replace(Connection administrator) throws SQLException {
        execute(administrator, "REVOKE rds_iam FROM %I", name());
        execute(administrator, "ALTER ROLE %I NOLOGIN", name());
        for (var rename : strings(
                administrator,
                "SELECT format('ALTER ROLE %I RENAME TO %I', rolname, left(rolname, 40) || '-replaced-' || oid) FROM pg_roles WHERE rolname = ?",
                name())) {
            execute(administrator, rename);
        }
    }

    /**
     * Grants the missing rights.
     *
     * @return how many rights were changed
     */
    int grant(Connection administrator) throws SQLException {
        var statements = strings(administrator, MISSING, name());
        for (var statement : statements) {
            execute(administrator, statement);
        }
        return statements.size();
    }

    private static boolean found(Connection connection, String sql, String... values) throws SQLException {
        return !strings(connection, sql, values).isEmpty();
    }

    /** The first column of all rows of a query. */
    private static List<String> strings(Connection connection, String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    /** Executes a statement that takes no parameters; the server quotes the names. */
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
