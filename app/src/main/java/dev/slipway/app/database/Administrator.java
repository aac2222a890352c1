package dev.slipway.app.database;

/** The managed administrator, whom only {@code migrate} knows. */
public record Administrator(String user, String password) {

    @Override
    public String toString() {
        return "Administrator[" + user + "]";
    }
}
