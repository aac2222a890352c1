package dev.slipway.app.http;

import io.helidon.webserver.http.ServerResponse;

/** Sends bytes that are in memory. Records are sent by Helidon: {@code response.send(order)}. */
public final class Reply {

    private Reply() {}

    /** Sends the bytes; the reply to HEAD has only their length. */
    public static void send(ServerResponse response, byte[] bytes) {
        if (Exchange.CURRENT.get().head()) {
            response.contentLength(bytes.length);
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
