package dev.slipway.app.id;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered identifiers (<a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, version 7</a>):
 * within one process each is greater than the one before. They are not secret.
 */
public final class Uuid7 {

    /** Milliseconds since the epoch, then 12 bits that order identifiers of the same millisecond. */
    private static final AtomicLong LAST = new AtomicLong();

    private Uuid7() {}

    /** A new identifier. */
    public static UUID next() {
        var now = System.currentTimeMillis() << 12;
        var ordered = LAST.updateAndGet(last -> Math.max(last + 1, now));
        var high = (ordered >>> 12 << 16) | 0x7000 | (ordered & 0xFFF);
        var low = (ThreadLocalRandom.current().nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The time at which an identifier was made, to the millisecond. */
    public static Instant instant(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Reads the canonical form only: 36 characters, version 7. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.version() == 7);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
