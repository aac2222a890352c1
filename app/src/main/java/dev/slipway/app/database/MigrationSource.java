package dev.slipway.app.database;

import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The administrator's connections. At the time limit all of them close. The server checks often whether a client is still
 * connected, and cancels what it ran, also when the process was killed.
 */
final class MigrationSource extends PGSimpleDataSource {

    private final transient Set<Connection> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean expired;

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        opened.add(connection);
        if (expired) {
            stop(connection);
        }
        return connection;
    }

    /** Starts the time limit; closing the result ends it. */
    Clock limit(Duration limit) {
        var thread = Thread.ofPlatform().daemon().name("migrate-limit").start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException e) {
                return; // done in time
            }
            expired = true;
            opened.forEach(MigrationSource::stop);
        });
        return thread::interrupt;
    }

    /** Whether the limit is over, which is then the cause of failures. */
    boolean expired() {
        return expired;
    }

    /** Closes the socket at once, whatever a statement waits for. */
    private static void stop(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e); // impossible: it has an executor
        }
    }

    /** A running time limit. */
    interface Clock extends AutoCloseable {
        @Override
        void close();
    }
}
