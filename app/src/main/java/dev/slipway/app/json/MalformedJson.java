package dev.slipway.app.json;

/** The body cannot be read as the JSON object that it should be. */
public final class MalformedJson extends RuntimeException {

    MalformedJson(String message) {
        super(message, null, false, false);
    }
}
