package dev.slipway.app.http;

import dev.slipway.app.deadline.Deadlines;
import dev.slipway.app.json.Json;
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
import java.util.Locale;

/**
 * Request bodies, which never are what they claim to be. They come with a length or in chunks ({@link Inbound}), and are
 * bounded in size and in time either way.
 */
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
     * Reads a JSON object into a record.
     *
     * @throws Problem 411, 413 or 415
     * @throws dev.slipway.app.json.MalformedJson when it is not JSON
     * @throws dev.slipway.app.json.InvalidFields when it is another object than the record
     */
    public static <T> T json(ServerRequest request, Class<T> type) {
        if (!mediaType(request).equals("application/json")) {
            throw new Problem(Status.UNSUPPORTED_MEDIA_TYPE_415, "send Content-Type: application/json");
        }
        ContentCodings.requireNone(request);
        return Json.read(read(request), type);
    }

    /**
     * Hands the body on as it arrives, in pieces of one size but for the last.
     *
     * @param most  bytes
     * @throws IOException when the sink fails
     * @throws Problem 411, 413 or 415
     */
    public static <T> T stream(ServerRequest request, long most, Sink<T> sink) throws IOException {
        ContentCodings.requireNone(request);
        return chunked(request) ? streamChunks(request, most, sink) : stream(request, sink, length(request, most));
    }

    private static <T> T stream(ServerRequest request, Sink<T> sink, long length) throws IOException {
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
     * Nobody knows how much is still to come, so the caller gets time for what it has sent. The stream is not closed:
     * that would wait for more of a body that is too large already.
     */
    private static <T> T streamChunks(ServerRequest request, long most, Sink<T> sink) throws IOException {
        var piece = new byte[PIECE];
        var began = System.nanoTime();
        var body = request.content().inputStream();
        for (long total = 0; ; ) {
            int length;
            try (var _ = Deadlines.ALL.arm(patience(total + PIECE).minusNanos(System.nanoTime() - began))) {
                length = arrived(() -> body.readNBytes(piece, 0, PIECE));
            }
            total += length;
            if (total > most) {
                throw tooLarge(most);
            }
            var last = length < PIECE;
            var result = sink.accept(piece, length, last);
            if (last) {
                return result;
            }
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

    private static byte[] read(ServerRequest request) {
        var chunked = chunked(request);
        var most = chunked ? LARGEST_JSON + 1 : (int) length(request, LARGEST_JSON);
        var body = request.content().inputStream();
        byte[] bytes;
        try (var _ = Deadlines.ALL.arm(patience(most))) {
            bytes = arrived(() -> {
                var all = body.readNBytes(most);
                if (!chunked) {
                    body.close(); // in chunks it would wait for more of a body that is too large already
                }
                return all;
            });
        }
        if (bytes.length > LARGEST_JSON) {
            throw tooLarge(LARGEST_JSON);
        }
        if (!chunked && bytes.length < most) {
            throw goneAway(new EOFException());
        }
        return bytes;
    }

    /** To the brim: what arrives does so in small parts, and writing those one by one costs twice as much. */
    private static void fill(byte[] piece, int length, InputStream body) {
        if (arrived(() -> body.readNBytes(piece, 0, length)) < length) {
            throw goneAway(new EOFException());
        }
    }

    @FunctionalInterface
    private interface Arrival<T> {
        T await() throws IOException;
    }

    private static <T> T arrived(Arrival<T> part) {
        try {
            return part.await();
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
            throw new Problem(Status.LENGTH_REQUIRED_411, "send a body, with Content-Length or in chunks");
        }
        var length = declaredLength(request);
        if (length > most) {
            throw tooLarge(most);
        }
        return length;
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

    private static long declaredLength(ServerRequest request) {
        return request.headers().contentLength().orElse(0);
    }

    /** {@code Content-Type} without its parameters, in lower case; empty where there is none. */
    public static String mediaType(ServerRequest request) {
        var headers = request.headers();
        if (!headers.contains(HeaderNames.CONTENT_TYPE)) {
            return "";
        }
        var type = headers.get(HeaderNames.CONTENT_TYPE).get();
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
