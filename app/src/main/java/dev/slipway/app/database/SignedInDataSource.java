package dev.slipway.app.database;

import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Signs in each connection with the current password, so that a token is always fresh. Signing in has the driver's timeout;
 * {@link Database} watches what follows.
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
