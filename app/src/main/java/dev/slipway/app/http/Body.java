package dev.slipway.app.http;

import dev.slipway.app.json.Fields;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Request bodies, which never are what they claim to be. */
public final class Body {

    /** The largest JSON document that the service takes, bytes. */
    public static final int LARGEST_JSON = 64 * 1024;

    private Body() {}

    /**
     * Reads a JSON object.
     *
     * @throws Problem 411, 413 or 415
     */
    public static Fields json(ServerRequest request) {
        if (!isJson(request)) {
            throw new Problem(Status.UNSUPPORTED_MEDIA_TYPE_415, "send Content-Type: application/json");
        }
        requireLength(request);
        if (declaredLength(request) > LARGEST_JSON) {
            throw tooLarge(LARGEST_JSON);
        }
        return Fields.parse(read(request));
    }

    /**
     * Insists on a body.
     *
     * @throws Problem 411 where none is announced, neither by its length nor as chunks
     */
    public static void requireLength(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.CONTENT_LENGTH)
                && !request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            throw new Problem(Status.LENGTH_REQUIRED_411, "send a body with Content-Length, or in chunks");
        }
    }

    /** 413. */
    public static Problem tooLarge(long most) {
        return new Problem(Status.REQUEST_ENTITY_TOO_LARGE_413, "the body may have %d bytes".formatted(most));
    }

    /** Whether the rest of a body that nobody wanted is small enough to be read past, for the connection's sake. */
    static boolean cheapToSkip(ServerRequest request) {
        var chunked = request.headers().contains(HeaderNames.TRANSFER_ENCODING);
        return request.content().consumed() || (!chunked && declaredLength(request) <= LARGEST_JSON);
    }

    private static long declaredLength(ServerRequest request) {
        return request.headers().contentLength().orElse(0);
    }

    private static boolean isJson(ServerRequest request) {
        var headers = request.headers();
        if (!headers.contains(HeaderNames.CONTENT_TYPE)) {
            return false;
        }
        var type = headers.get(HeaderNames.CONTENT_TYPE).get();
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }

    private static byte[] read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (var body = request.content().inputStream()) {
            var bytes = body.readNBytes(LARGEST_JSON + 1);
            if (bytes.length > LARGEST_JSON) {
                throw tooLarge(LARGEST_JSON);
            }
            return bytes;
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the caller went away in the middle of its body", e);
        }
    }
}
