package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The input of a connection, between the socket and the web server. It passes unchanged, except for bodies in chunks
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>): the web server reads a whole chunk
 * into memory, as large as its caller says, and accepts neither chunk extensions nor trailers. Here such a body is split into
 * small chunks, so that a connection costs the same memory whatever its caller sends; extensions and trailers are dropped.
 */
final class Inbound implements Supplier<byte[]> {

    /** The largest accepted headers, in bytes. An ALB lets 64 KB through, and adds its own. */
    static final int MAX_HEADERS = 72 * 1024;

    private static final Status HEADERS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");
    private static final int MAX_CHUNK = 16 * 1024;
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_TRAILERS = 16 * 1024;
    private static final int MAX_DIGITS = 15;
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

    /** Input that was not passed on yet, while chunks are decoded and just after. */
    private byte[] piece = NOTHING;

    private int at;

    /** The rest of the current chunk, in bytes; 0 between two chunks, before the end of line of the first one is read. */
    private long left;

    private boolean first;

    /**
     * Reads from a socket.
     *
     * @param socket returns null at its end
     */
    Inbound(Supplier<byte[]> socket) {
        this.socket = socket;
    }

    /** Counts the bytes of the headers, of which so many have arrived, until {@link #headersEnd()}. */
    void expectHeaders(int arrived) {
        headerBytes = arrived;
        mode = Mode.HEADERS;
    }

    void headersEnd() {
        mode = Mode.AS_IT_IS;
    }

    /** Takes back the input that arrived of a body in chunks, and decodes from there to the last chunk. */
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
                // skip the input, so that the reply arrives before the connection is closed
            }
            return null;
        }
        if (mode == Mode.HEADERS && headerBytes >= MAX_HEADERS) {
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
            left = size(line(MAX_LINE));
            if (left == 0) {
                skipTrailers();
                mode = Mode.AS_IT_IS;
                return LAST_CHUNK;
            }
        }
        receive();
        var length = (int) Math.min(Math.min(left, MAX_CHUNK), piece.length - at);
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
        var most = MAX_TRAILERS;
        for (var trailer = line(most); !trailer.isEmpty(); trailer = line(most)) {
            most -= trailer.length();
        }
    }

    /** The next line without its end, which must be CR and LF. */
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

    /** Waits for at least one byte. */
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
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(Inbound::isHexDigit)) {
            throw malformed();
        }
        return Long.parseLong(digits, 16);
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Refuses the body. Its end is unknown, so nothing that follows is read as a request. */
    private Problem malformed() {
        mode = Mode.BROKEN;
        return new Problem(Status.BAD_REQUEST_400, "the body has malformed chunks (RFC 9112, section 7.1)");
    }
}
