package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How tasks sign in to the database.
 *
 * @param name the database's name on its server
 * @param administrator the user that migrates
 */
record DatabaseAccess(String name, String administrator, Passwords passwords) {

    private static final int PASSWORD_BYTES = 18;

    /** The administrator's password, which RDS would create and store, and the service's password, instead of an IAM token. */
    record Passwords(String administrator, String service) {

        static Passwords make() {
            return new Passwords(random(), random());
        }

        private static String random() {
            var bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        }

        @Override
        public String toString() {
            return "Passwords[secret]";
        }
    }

    static Optional<DatabaseAccess> of(Plan plan, Passwords passwords) {
        return Stream.concat(
                        // A read replica has neither a name nor users of its own.
                        plan.all("aws:rds/instance:Instance").filter(instance -> instance.has("dbName")),
                        plan.all("aws:rds/cluster:Cluster"))
                .findFirst()
                .map(instance -> new DatabaseAccess(
                        instance.text(instance.has("dbName") ? "dbName" : "databaseName"),
                        instance.text(instance.has("username") ? "username" : "masterUsername"),
                        // With a read replica, the plan has the password; otherwise RDS would create it.
                        instance.has("password")
                                ? new Passwords(instance.text("password"), passwords.service())
                                : passwords));
    }

    /**
     * The variables of the service's configuration that differ from the plan, because there is no RDS and no certificate of
     * it.
     */
    Map<String, String> variables(int port) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("DATABASE_PORT", Integer.toString(port));
        variables.put("DATABASE_SIGN_IN", "password");
        variables.put("DATABASE_PASSWORD", passwords.service());
        variables.put("DATABASE_TLS", "disable");
        return variables;
    }
}
