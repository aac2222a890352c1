package dev.slipway.app.database;

import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the database is and how to sign in.
 *
 * @param ca       PEM bundle that the server's certificate is verified against
 * @param poolSize the largest number of connections of one task
 */
public record DatabaseSettings(String host, int port, String name, SignIn signIn, Tls tls, Path ca, int poolSize) {

    /** Where the image keeps the bundle of RDS's certificate authorities. */
    public static final String BUNDLE_IN_IMAGE = "/app/rds-global-bundle.pem";

    /** How long to wait for a new connection, or for one from the pool. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** How long to wait for a server that does not answer any more, as after a failover. */
    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

    /** Shorter than {@link #RESPONSE_TIMEOUT}, which distinguishes a slow statement from a lost server. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    /** Encryption of the connection. */
    public enum Tls {
        VERIFY_FULL,
        DISABLE
    }

    /** Connections of the service's own role. */
    PGSimpleDataSource dataSource() {
        var source = new SignedInDataSource(signIn);
        configure(source);
        source.setProperty(PGProperty.OPTIONS, "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis());
        source.setProperty(PGProperty.SOCKET_TIMEOUT, Long.toString(RESPONSE_TIMEOUT.toSeconds()));
        return source;
    }

    /** Connections of the administrator, without a timeout for statements. */
    MigrationSource dataSource(Administrator administrator) {
        var source = new MigrationSource();
        configure(source);
        source.setProperty(PGProperty.OPTIONS, "-c client_connection_check_interval=200ms");
        source.setUser(administrator.user());
        source.setPassword(administrator.password());
        return source;
    }

    private void configure(PGSimpleDataSource source) {
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setProperty(PGProperty.APPLICATION_NAME, "app");
        source.setProperty(PGProperty.CONNECT_TIMEOUT, Long.toString(CONNECT_TIMEOUT.toSeconds()));
        source.setProperty(PGProperty.TCP_KEEP_ALIVE, "true");
        // Saves the round trips in which the driver asks the server for its version.
        source.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION, "16");
        switch (tls) {
            case DISABLE -> source.setProperty(PGProperty.SSL_MODE, "disable");
            case VERIFY_FULL -> {
                source.setProperty(PGProperty.SSL_MODE, "verify-full");
                source.setProperty(PGProperty.SSL_ROOT_CERT, ca.toString());
            }
        }
    }
}
