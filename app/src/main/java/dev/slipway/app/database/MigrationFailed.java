package dev.slipway.app.database;

/** The database is not as the service needs it; the message says what and why. */
public final class MigrationFailed extends RuntimeException {

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
