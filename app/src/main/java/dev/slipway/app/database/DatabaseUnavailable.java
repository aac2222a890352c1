package dev.slipway.app.database;

/** The database does not answer now; the request may be repeated soon. */
public final class DatabaseUnavailable extends RuntimeException {

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the server is unavailable (restart, failover, overload), as opposed to a wrong statement. */
    static boolean explains(java.sql.SQLException failure) {
        if (failure instanceof java.sql.SQLTransientConnectionException) {
            return true; // the pool had no connection to give in time
        }
        var state = failure.getSQLState();
        if (state == null) {
            return false;
        }
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        return state.startsWith("08") // connection lost
                || state.startsWith("53") // too many connections, disk full, out of memory
                || state.startsWith("57P") // shutting down, crashed, starting up
                || state.equals("57014") // statement_timeout
                || state.equals("25006"); // read-only: the old primary after a failover
    }
}
