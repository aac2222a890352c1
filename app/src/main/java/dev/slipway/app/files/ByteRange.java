package dev.slipway.app.files;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The requested part of a file (<a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110</a>).
 *
 * @param from the position of the first byte
 * @param to   the position of the last byte
 */
record ByteRange(long from, long to) {

    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    long length() {
        return to - from + 1;
    }

    /** {@code Content-Range} of this part. */
    String of(long size) {
        return "bytes " + from + "-" + to + "/" + size;
    }

    /**
     * Parses the header {@code Range}. Several ranges, other units and malformed headers are ignored, as a server may.
     *
     * @throws Unsatisfiable where the range is beyond the file
     */
    static Optional<ByteRange> parse(String header, long size) throws Unsatisfiable {
        var match = ONE.matcher(header);
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (match.group(1).isEmpty()) {
            var last = Math.min(Long.parseLong(match.group(2)), size);
            return Optional.of(checked(new ByteRange(size - last, size - 1), size));
        }
        var from = Long.parseLong(match.group(1));
        var to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        if (!match.group(2).isEmpty() && to < from) {
            return Optional.empty();
        }
        return Optional.of(checked(new ByteRange(from, Math.min(to, size - 1)), size));
    }

    private static ByteRange checked(ByteRange range, long size) throws Unsatisfiable {
        if (range.from >= size || range.length() < 1) {
            throw new Unsatisfiable();
        }
        return range;
    }

    /** The range is beyond the file. */
    static final class Unsatisfiable extends Exception {
        Unsatisfiable() {
            super("no such bytes", null, false, false);
        }
    }
}
