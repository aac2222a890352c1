package dev.slipway.app.http;

import dev.slipway.app.deadline.Deadlines;
import dev.slipway.app.json.Fields;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Request bodies, which never are what they claim to be. Each tells its length first: see {@link RequestHead}. */
public final class Body {

    /** The largest JSON document that the service takes, bytes. */
    public static final int LARGEST_JSON = 64 * 1024;

    /** A caller may think for so long … */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** … and must then have sent so many bytes a second. */
    private static final int SLOWEST = 64 * 1024;

    private static final Duration PATIENCE_WITH_THE_UNWANTED = Duration.ofSeconds(1);

    private static final int PIECE = 64 * 1024;

    private Body() {}

    /** Takes a body piece by piece. */
    @FunctionalInterface
    public interface Sink<T> {
        /** The first bytes of the buffer are the next ones of the body; what is returned with the last ones is its result. */
        T accept(byte[] buffer, int length, boolean last) throws IOException;
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
        return Fields.parse(read(request, (int) length(request, LARGEST_JSON)));
    }

    /**
     * Hands the body on as it arrives, in pieces of one size but for the last.
     *
     * @param most  bytes
     * @throws IOException when the sink fails
     * @throws Problem 411 or 413
     */
    public static <T> T stream(ServerRequest request, long most, Sink<T> sink) throws IOException {
        var length = length(request, most);
        var piece = new byte[(int) Math.min(PIECE, length)];
        try (var _ = Deadlines.ALL.arm(patience(length));
                var body = request.content().inputStream()) {
            long left = length;
            for (; left > PIECE; left -= PIECE) {
                fill(piece, PIECE, body);
                sink.accept(piece, PIECE, false);
            }
            fill(piece, (int) left, body);
            return sink.accept(piece, (int) left, true);
        }
    }

    /**
     * Reads past what nobody wanted, if it comes at once, though the connection be closed then: closed with something unread,
     * it would take the reply with it. Meanwhile this is one of the requests that the service takes at a time, and who sent it
     * may have no key, so it has a second.
     */
    static void leave(ServerRequest request) {
        if (request.content().consumed()) {
            return;
        }
        try (var _ = Deadlines.ALL.arm(PATIENCE_WITH_THE_UNWANTED)) {
            request.content().consume();
        } catch (RuntimeException e) {
            throw goneAway(e);
        }
    }

    private static byte[] read(ServerRequest request, int length) {
        var bytes = new byte[length];
        try (var _ = Deadlines.ALL.arm(patience(length));
                var body = request.content().inputStream()) {
            fill(bytes, length, body);
            return bytes;
        } catch (IOException e) {
            throw goneAway(e);
        }
    }

    /** To the brim: what arrives does so in small parts, and writing those one by one costs twice as much. */
    private static void fill(byte[] piece, int length, InputStream body) {
        try {
            if (body.readNBytes(piece, 0, length) < length) {
                throw goneAway(new EOFException());
            }
        } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
            throw goneAway(e);
        }
    }

    private static CloseConnectionException goneAway(Exception e) {
        return new CloseConnectionException("the caller went away, or was too slow, in the middle of its body", e);
    }

    /** How long a caller may take to send so many bytes, or to fetch them. */
    public static Duration patience(long bytes) {
        return PATIENCE.plusSeconds(bytes / SLOWEST);
    }

    private static long length(ServerRequest request, long most) {
        if (!request.headers().contains(HeaderNames.CONTENT_LENGTH)) {
            throw new Problem(Status.LENGTH_REQUIRED_411, Problems.LENGTH_REQUIRED);
        }
        var length = declaredLength(request);
        if (length > most) {
            throw new Problem(Status.REQUEST_ENTITY_TOO_LARGE_413, "the body may have %d bytes".formatted(most));
        }
        return length;
    }

    /** Whether the rest of a body that nobody wanted is small enough to be read past, for the connection's sake. */
    static boolean cheapToSkip(ServerRequest request) {
        return request.content().consumed() || declaredLength(request) <= LARGEST_JSON;
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
