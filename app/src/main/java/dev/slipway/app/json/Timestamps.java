package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments as {@code 2026-11-20T22:21:32.405Z}: RFC 3339, UTC, always with milliseconds. The JDK's formatter takes two to three
 * times as long, which a page of 20 orders would notice (docs/decisions/service-on-helidon.md).
 */
public final class Timestamps {

    private static final int LENGTH = 24;
    private static final int MILLIS_PER_DAY = 86_400_000;

    /** The last day that was formatted; most moments are of the same one as the moment before. */
    private static volatile Day last = Day.of(0);

    private record Day(long epochDay, String text) {
        static Day of(long epochDay) {
            return new Day(epochDay, LocalDate.ofEpochDay(epochDay).toString());
        }
    }

    private Timestamps() {}

    /** Formats milliseconds since the epoch, of a year between 0 and 9999. */
    public static String format(long epochMilli) {
        var time = Math.floorMod(epochMilli, MILLIS_PER_DAY);
        var text = new StringBuilder(LENGTH).append(day(Math.floorDiv(epochMilli, MILLIS_PER_DAY)));
        digits(text.append('T'), time / 3_600_000, 10);
        digits(text.append(':'), time / 60_000 % 60, 10);
        digits(text.append(':'), time / 1_000 % 60, 10);
        digits(text.append('.'), time % 1_000, 100);
        return text.append('Z').toString();
    }

    private static String day(long epochDay) {
        var day = last;
        if (day.epochDay != epochDay) {
            day = Day.of(epochDay);
            last = day;
        }
        return day.text;
    }

    /** Writes an {@link Instant} in this form. */
    static final class Serializer extends StdScalarSerializer<Instant> {

        Serializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(format(moment.toEpochMilli()));
        }
    }

    private static void digits(StringBuilder text, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
    }
}
