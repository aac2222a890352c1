package dev.slipway.app.database;

/** The migration failed; the message says what and why. */
public final class MigrationFailed extends RuntimeException {

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
