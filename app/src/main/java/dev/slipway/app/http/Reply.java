package dev.slipway.app.http;

import io.helidon.webserver.http.ServerResponse;

/** Replies of bytes that are in memory. Records are sent as Helidon has it: {@code response.send(order)}. */
public final class Reply {

    private Reply() {}

    /** Sends them; HEAD gets their length alone. */
    public static void send(ServerResponse response, byte[] bytes) {
        if (Exchange.CURRENT.get().head()) {
            response.contentLength(bytes.length);
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
