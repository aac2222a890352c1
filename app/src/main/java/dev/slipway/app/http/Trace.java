package dev.slipway.app.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A place in a distributed trace (<a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C trace context</a>).
 *
 * @param id    32 lower-case hexadecimal digits, shared by everything that one call causes
 * @param span  16 such digits: this service's own part
 * @param flags 2 such digits, passed on unchanged
 */
public record Trace(String id, String span, String flags) {

    private static final int LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    /** Continues the caller's trace, or begins one where the header is missing or malformed. */
    static Trace of(String traceparent) {
        var random = ThreadLocalRandom.current();
        var span = HEX.toHexDigits(random.nextLong() | 1);
        if (traceparent == null || !wellFormed(traceparent)) {
            return new Trace(
                    HEX.toHexDigits(random.nextLong() | 1).concat(HEX.toHexDigits(random.nextLong())), span, "00");
        }
        return new Trace(traceparent.substring(3, 35), span, traceparent.substring(53, LENGTH));
    }

    /** The header that continues the trace in another service. */
    String traceparent() {
        return "00-" + id + "-" + span + "-" + flags;
    }

    private static boolean wellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && text.charAt(35) == '-'
                && text.charAt(52) == '-'
                && hexadecimal(text, 3, 35)
                && hexadecimal(text, 36, 52)
                && hexadecimal(text, 53, LENGTH)
                && !zero(text, 3, 35)
                && !zero(text, 36, 52);
    }

    private static boolean hexadecimal(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean zero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
