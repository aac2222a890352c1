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
 * Request bodies. They come with a length or in chunks ({@link Inbound}), and are limited in size and in time either way.
 */
public final class Body {

    /** The largest JSON document that is accepted, in bytes. */
    public static final int MAX_JSON = 64 * 1024;

    /** The time that every transfer gets, whatever its size. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The slowest transfer that is accepted after that, in bytes a second. */
    private static final int MIN_RATE = 64 * 1024;

    private static final Duration SKIP_TIMEOUT = Duration.ofSeconds(1);

    private static final int PIECE = 64 * 1024;

    private Body() {}

    /** Receives a body piece by piece. */
    @FunctionalInterface
    public interface Sink<T> {
        /** Takes the next bytes of the body, which are the first {@code length} of the buffer. The value returned for the last piece is the result. */
        T accept(byte[] buffer, int length, boolean last) throws IOException;
    }

    /**
     * Reads a JSON object into a record.
     *
     * @throws Problem 411, 413 or 415
     * @throws dev.slipway.app.json.MalformedJson when it is not JSON
     * @throws dev.slipway.app.json.InvalidFields when fields are missing, unknown or invalid
     */
    public static <T> T json(ServerRequest request, Class<T> type) {
        if (!mediaType(request).equals("application/json")) {
            throw new Problem(Status.UNSUPPORTED_MEDIA_TYPE_415, "send Content-Type: application/json");
        }
        ContentCodings.requireNone(request);
        return Json.read(read(request), type);
    }

    /**
     * Passes a body on as it arrives, in pieces of one size except for the last.
     *
     * @param max the largest accepted size, in bytes
     * @throws IOException when the sink fails
     * @throws Problem 411, 413 or 415
     */
    public static <T> T stream(ServerRequest request, long max, Sink<T> sink) throws IOException {
        ContentCodings.requireNone(request);
        return chunked(request) ? streamChunks(request, max, sink) : stream(request, sink, length(request, max));
    }

    private static <T> T stream(ServerRequest request, Sink<T> sink, long length) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, length)];
        try (var _ = Deadlines.ALL.arm(timeout(length));
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
     * Reads chunks. Their total is unknown, so the caller gets time for what it has sent so far. The stream is not closed:
     * closing would wait for more of a body that is already too large.
     */
    private static <T> T streamChunks(ServerRequest request, long max, Sink<T> sink) throws IOException {
        var piece = new byte[PIECE];
        var began = System.nanoTime();
        var body = request.content().inputStream();
        for (long total = 0; ; ) {
            int length;
            try (var _ = Deadlines.ALL.arm(timeout(total + PIECE).minusNanos(System.nanoTime() - began))) {
                length = arrived(() -> body.readNBytes(piece, 0, PIECE));
            }
            total += length;
            if (total > max) {
                throw tooLarge(max);
            }
            var last = length < PIECE;
            var result = sink.accept(piece, length, last);
            if (last) {
                return result;
            }
        }
    }

    /**
     * Skips the rest of a body that no handler read, even where the connection is closed afterwards: closing a connection with
     * unread input may lose the reply. The caller gets one second, because it holds one of the requests that are served at a
     * time, and may have no key.
     */
    static void skipRest(ServerRequest request) {
        if (request.content().consumed()) {
            return;
        }
        try (var _ = Deadlines.ALL.arm(SKIP_TIMEOUT)) {
            request.content().consume();
        } catch (RuntimeException e) {
            throw goneAway(e);
        }
    }

    private static byte[] read(ServerRequest request) {
        var chunked = chunked(request);
        var most = chunked ? MAX_JSON + 1 : (int) length(request, MAX_JSON);
        var body = request.content().inputStream();
        byte[] bytes;
        try (var _ = Deadlines.ALL.arm(timeout(most))) {
            bytes = arrived(() -> {
                var all = body.readNBytes(most);
                if (!chunked) {
                    body.close(); // in chunks it would wait for more of a body that is too large already
                }
                return all;
            });
        }
        if (bytes.length > MAX_JSON) {
            throw tooLarge(MAX_JSON);
        }
        if (!chunked && bytes.length < most) {
            throw goneAway(new EOFException());
        }
        return bytes;
    }

    /** Fills a piece from the small parts that arrive; writing each part by itself costs twice as much. */
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

    /** The time that a caller gets to send so many bytes, or to receive them. */
    public static Duration timeout(long bytes) {
        return GRACE.plusSeconds(bytes / MIN_RATE);
    }

    private static long length(ServerRequest request, long max) {
        if (!request.headers().contains(HeaderNames.CONTENT_LENGTH)) {
            throw new Problem(Status.LENGTH_REQUIRED_411, "send a body, with Content-Length or in chunks");
        }
        var length = declaredLength(request);
        if (length > max) {
            throw tooLarge(max);
        }
        return length;
    }

    private static Problem tooLarge(long max) {
        return new Problem(Status.REQUEST_ENTITY_TOO_LARGE_413, "the body may have %d bytes".formatted(max));
    }

    /** Whether the rest of an unread body is small enough to be skipped, so that the connection can be kept. */
    static boolean cheapToSkip(ServerRequest request) {
        return request.content().consumed() || (!chunked(request) && declaredLength(request) <= MAX_JSON);
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
