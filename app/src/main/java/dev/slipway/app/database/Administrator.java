package dev.slipway.app.database;

/** The administrator of the database; only {@code migrate} has its password. */
public record Administrator(String user, String password) {

    @Override
    public String toString() {
        return "Administrator[" + user + "]";
    }
}
