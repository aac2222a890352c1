package dev.slipway.app.database;

import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Asks for the password at each new connection, so that a token is fresh whenever one is used. Signing in has the driver's
 * timeout; what comes later is watched by {@link Database}.
 */
final class SignedInDataSource extends PGSimpleDataSource {

    private final transient SignIn signIn;

    SignedInDataSource(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = getConnection(signIn.user(), signIn.password());
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }
}
