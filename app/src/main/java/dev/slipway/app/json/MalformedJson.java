package dev.slipway.app.json;

/** The body is not a JSON object. */
public final class MalformedJson extends RuntimeException {

    MalformedJson(String message) {
        super(message, null, false, false);
    }
}
