package dev.slipway.app.http;

import dev.slipway.app.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Replies that are whole in memory: sent in one piece, with their length. */
public final class Reply {

    private static final Header JSON = HeaderValues.CONTENT_TYPE_JSON;

    private Reply() {}

    /** 200 with a JSON document. */
    public static void ok(ServerResponse response, Json document) {
        send(response, Status.OK_200, JSON, document.toBytes());
    }

    /** 201 with a JSON document and where to find it again. */
    public static void created(ServerResponse response, String location, Json document) {
        response.header(HeaderNames.LOCATION, location);
        send(response, Status.CREATED_201, JSON, document.toBytes());
    }

    /** A status with a JSON document. */
    public static void json(ServerResponse response, Status status, Json document) {
        send(response, status, JSON, document.toBytes());
    }

    /** 204. */
    public static void none(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    /** Any bytes; to HEAD only their length. */
    public static void send(ServerResponse response, Status status, Header contentType, byte[] bytes) {
        response.status(status).header(contentType);
        if (Exchange.CURRENT.get().head()) {
            response.contentLength(bytes.length);
            response.send();
        } else {
            response.send(bytes);
        }
    }
}
