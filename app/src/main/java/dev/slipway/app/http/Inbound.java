package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The bytes that arrive at a connection, on their way to the web server. They pass as they are, but for a body in chunks
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>): the web server reads a chunk into
 * memory as large as its caller says, and knows neither chunk extensions nor trailers. Here such a body is put into small
 * chunks, which cost a connection the same whatever its caller sends; extensions and trailers are dropped.
 */
final class Inbound implements Supplier<byte[]> {

    /** The most that a request's headers may have. Bytes: an ALB lets 64 KB through, and adds its own. */
    static final int LARGEST_HEADERS = 72 * 1024;

    private static final Status HEADERS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");
    private static final int LARGEST_CHUNK = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_TRAILERS = 16 * 1024;
    private static final int MOST_DIGITS = 15;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private enum Mode {
        AS_IT_IS,
        HEADERS,
        CHUNKS,
        BROKEN
    }

    private final Supplier<byte[]> socket;
    private Mode mode = Mode.AS_IT_IS;
    private int headerBytes;

    /** What arrived and was not handed on yet, while chunks are decoded and just after. */
    private byte[] piece = NOTHING;

    private int at;

    /** What is still to come of the current chunk; 0 where the next one begins, after the line's end of the one before. */
    private long left;

    private boolean first;

    /**
     * Hands on what the socket has.
     *
     * @param socket returns null at its end
     */
    Inbound(Supplier<byte[]> socket) {
        this.socket = socket;
    }

    /** Counts from here on, and from so many bytes, until {@link #headersEnd()}. */
    void expectHeaders(int arrived) {
        headerBytes = arrived;
        mode = Mode.HEADERS;
    }

    void headersEnd() {
        mode = Mode.AS_IT_IS;
    }

    /** Takes back what arrived of a body in chunks, and decodes from there until the last chunk. */
    void decode(byte[] arrived) {
        piece = arrived;
        at = 0;
        left = 0;
        first = true;
        mode = Mode.CHUNKS;
    }

    @Override
    public byte[] get() {
        if (mode == Mode.CHUNKS) {
            return chunk();
        }
        if (mode == Mode.BROKEN) {
            while (socket.get() != null) {
                // read past, so that the reply arrives before the connection is closed
            }
            return null;
        }
        if (mode == Mode.HEADERS && headerBytes >= LARGEST_HEADERS) {
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .status(HEADERS_TOO_LARGE)
                    .setKeepAlive(false)
                    .message("the headers are too large")
                    .build();
        }
        var next = at < piece.length ? Arrays.copyOfRange(piece, at, piece.length) : socket.get();
        piece = NOTHING;
        at = 0;
        headerBytes += next == null ? 0 : next.length;
        return next;
    }

    private byte[] chunk() {
        if (left == 0) {
            if (!first && !line(0).isEmpty()) {
                throw malformed();
            }
            first = false;
            left = size(line(LONGEST_LINE));
            if (left == 0) {
                skipTrailers();
                mode = Mode.AS_IT_IS;
                return LAST_CHUNK;
            }
        }
        receive();
        var length = (int) Math.min(Math.min(left, LARGEST_CHUNK), piece.length - at);
        var head = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var chunk = Arrays.copyOf(head, head.length + length + 2);
        System.arraycopy(piece, at, chunk, head.length, length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        at += length;
        left -= length;
        return chunk;
    }

    private void skipTrailers() {
        var most = LARGEST_TRAILERS;
        for (var trailer = line(most); !trailer.isEmpty(); trailer = line(most)) {
            most -= trailer.length();
        }
    }

    /** The next line, without its end, which is CR and LF and nothing else. */
    private String line(int longest) {
        var line = new StringBuilder();
        for (var next = read(); next != '\r'; next = read()) {
            if (next == '\n' || line.length() == longest) {
                throw malformed();
            }
            line.append((char) next);
        }
        if (read() != '\n') {
            throw malformed();
        }
        return line.toString();
    }

    private int read() {
        receive();
        return piece[at++] & 0xFF;
    }

    /** Waits until there is a byte at least. */
    private void receive() {
        if (at == piece.length) {
            var next = socket.get();
            if (next == null) {
                throw new DataReader.InsufficientDataAvailableException();
            }
            piece = next;
            at = 0;
        }
    }

    private long size(String line) {
        var extension = line.indexOf(';');
        var digits = (extension < 0 ? line : line.substring(0, extension)).stripTrailing();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(Inbound::isHexDigit)) {
            throw malformed();
        }
        return Long.parseLong(digits, 16);
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Where the body ends cannot be told any more, so nothing that follows is taken for a request. */
    private Problem malformed() {
        mode = Mode.BROKEN;
        return new Problem(Status.BAD_REQUEST_400, "the chunks of the body are not as RFC 9112 has them");
    }
}
