package dev.slipway.app.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The valid API keys: several during a rotation. A comparison takes the same time for every key. */
final class ApiKeys {

    /** The request has no valid key. */
    static final int NONE = -1;

    private static final HeaderName HEADER = HeaderNames.create("X-API-Key");

    private final byte[][] keys;

    ApiKeys(List<String> keys) {
        this.keys = keys.stream()
                .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The index of the key that the request has, or {@link #NONE}. */
    int match(ServerRequest request) {
        if (!request.headers().contains(HEADER)) {
            return NONE;
        }
        var presented = request.headers().get(HEADER).get().getBytes(StandardCharsets.UTF_8);
        int found = NONE;
        for (int i = 0; i < keys.length; i++) {
            if (MessageDigest.isEqual(keys[i], presented)) {
                found = i; // go on: stopping early would reveal which one
            }
        }
        return found;
    }
}
