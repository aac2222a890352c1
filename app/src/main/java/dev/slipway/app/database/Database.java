package dev.slipway.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.app.deadline.Deadlines;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The service's connections to PostgreSQL. While the server is unavailable, requests fail at once instead of waiting for a
 * connection; the {@link Heartbeat} notices its return. Requests wait for their turn here, not in the pool, whose waits have
 * timeouts: see {@link Deadlines} for their cost.
 */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final Semaphore turns;
    private final Heartbeat heartbeat;

    private Database(HikariDataSource pool, Heartbeat heartbeat) {
        this.pool = pool;
        this.turns = new Semaphore(pool.getMaximumPoolSize(), true);
        this.heartbeat = heartbeat;
    }

    /** Starts to connect without waiting: the server may be unavailable when the service starts. */
    public static Database open(DatabaseSettings settings) {
        var source = settings.dataSource();
        var pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(0); // connections that no request needs yet would delay the start
        pool.setConnectionTimeout(DatabaseSettings.CONNECT_TIMEOUT.toMillis());
        pool.setInitializationFailTimeout(-1);
        return new Database(new HikariDataSource(pool), Heartbeat.start(source));
    }

    /**
     * Runs statements on one connection, each committed by itself.
     *
     * @throws DatabaseUnavailable when the server is unavailable or too busy
     */
    public <T> T query(Query<T> query) {
        expectServer();
        awaitTurn();
        try {
            expectServer();
            return run(query);
        } catch (SQLException e) {
            if (DatabaseUnavailable.explains(e)) {
                throw new DatabaseUnavailable("the database does not answer", e);
            }
            throw new IllegalStateException("a statement failed, SQLSTATE " + e.getSQLState(), e);
        } finally {
            turns.release();
        }
    }

    private void expectServer() {
        if (heartbeat.lost()) {
            throw new DatabaseUnavailable("the database is away", null);
        }
    }

    private void awaitTurn() {
        try (var _ = Deadlines.ALL.arm(DatabaseSettings.CONNECT_TIMEOUT)) {
            turns.acquire();
        } catch (InterruptedException e) {
            throw new DatabaseUnavailable("the database is too busy", e);
        }
    }

    private <T> T run(Query<T> query) throws SQLException {
        var connection = pool.getConnection();
        try (var _ = Deadlines.ALL.arm(DatabaseSettings.RESPONSE_TIMEOUT);
                connection) { // closing may roll back, so it is within the deadline
            return query.run(connection);
        }
    }

    /**
     * Runs statements on one connection, committed together or not at all.
     *
     * @throws DatabaseUnavailable when the server is unavailable or too busy
     */
    public <T> T transaction(Query<T> query) {
        return query(connection -> {
            connection.setAutoCommit(false); // the pool sets it back, and rolls back what was not committed
            var result = query.run(connection);
            connection.commit();
            return result;
        });
    }

    /**
     * Selects rows.
     *
     * @param parameters in the order of their question marks
     * @throws DatabaseUnavailable when the server is unavailable or too busy
     */
    public <T> List<T> select(String sql, Row<T> row, Object... parameters) {
        return query(connection -> {
            try (var statement = prepare(connection, sql, parameters);
                    var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        });
    }

    /**
     * Changes rows.
     *
     * @param parameters in the order of their question marks
     * @return the number of changed rows
     * @throws DatabaseUnavailable when the server is unavailable or too busy
     */
    public int update(String sql, Object... parameters) {
        return query(connection -> {
            try (var statement = prepare(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads the current row, and does not move on. */
        T read(ResultSet row) throws SQLException;
    }

    /** Work on one connection. */
    @FunctionalInterface
    public interface Query<T> {
        /** Runs on a connection, which it must not close. */
        T run(Connection connection) throws SQLException;
    }

    /** Reports whether the server answers, and whether it ever did. */
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Connections in use. */
    public int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** Open connections that are not in use. */
    public int idle() {
        return pool.getHikariPoolMXBean().getIdleConnections();
    }

    /** Requests that wait for a connection. */
    public int waiting() {
        return turns.getQueueLength();
    }

    @Override
    public void close() {
        heartbeat.close();
        pool.close();
    }
}
