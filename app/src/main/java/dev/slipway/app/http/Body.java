package dev.slipway.app.http;

import dev.slipway.app.json.Fields;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Request bodies, which never are what they claim to be. */
public final class Body {

    /** The largest JSON document that the service takes, bytes. */
    public static final int LARGEST_JSON = 64 * 1024;

    /** A caller may think for so long … */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** … and must then have sent so many bytes a second. */
    private static final int SLOWEST = 64 * 1024;

    private static final int PIECE = 64 * 1024;

    static final Deadlines DEADLINES = new Deadlines();

    private Body() {}

    /** Takes a body piece by piece. */
    @FunctionalInterface
    public interface Sink {
        /** The first bytes of the buffer are the next ones of the body. */
        void accept(byte[] buffer, int length) throws IOException;
    }

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
     * Hands the body on as it arrives.
     *
     * @param most  bytes
     * @throws IOException when the sink fails
     * @throws Problem 411 or 413
     */
    public static void stream(ServerRequest request, long most, Sink sink) throws IOException {
        requireLength(request);
        if (declaredLength(request) > most) {
            throw tooLarge(most);
        }
        if (!request.content().hasEntity()) {
            return;
        }
        long total = 0;
        var piece = new byte[(int) Math.min(PIECE, size(request, most))];
        try (var _ = DEADLINES.arm(patience(size(request, most)));
                var body = request.content().inputStream()) {
            while (true) {
                var length = next(body, piece);
                if (length < 0) {
                    return;
                }
                total += length;
                if (total > most) {
                    throw tooLarge(most);
                }
                sink.accept(piece, length);
            }
        }
    }

    private static byte[] read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (var _ = DEADLINES.arm(patience(LARGEST_JSON));
                var body = request.content().inputStream()) {
            if (!chunked(request)) {
                return body.readNBytes((int) declaredLength(request));
            }
            var bytes = body.readNBytes(LARGEST_JSON + 1);
            if (bytes.length > LARGEST_JSON) {
                throw tooLarge(LARGEST_JSON);
            }
            return bytes;
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw goneAway(e);
        }
    }

    private static int next(InputStream body, byte[] piece) {
        try {
            return body.read(piece);
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw goneAway(e);
        }
    }

    private static CloseConnectionException goneAway(Exception e) {
        return new CloseConnectionException("the caller went away, or was too slow, in the middle of its body", e);
    }

    private static Duration patience(long bytes) {
        return PATIENCE.plusSeconds(bytes / SLOWEST);
    }

    private static void requireLength(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.CONTENT_LENGTH) && !chunked(request)) {
            throw new Problem(Status.LENGTH_REQUIRED_411, "send a body with Content-Length, or in chunks");
        }
    }

    private static Problem tooLarge(long most) {
        return new Problem(Status.REQUEST_ENTITY_TOO_LARGE_413, "the body may have %d bytes".formatted(most));
    }

    /** Whether the rest of a body that nobody wanted is small enough to be read past, for the connection's sake. */
    static boolean cheapToSkip(ServerRequest request) {
        return request.content().consumed() || (!chunked(request) && declaredLength(request) <= LARGEST_JSON);
    }

    private static boolean chunked(ServerRequest request) {
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    }

    private static long size(ServerRequest request, long most) {
        return chunked(request) ? most : declaredLength(request);
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
}
