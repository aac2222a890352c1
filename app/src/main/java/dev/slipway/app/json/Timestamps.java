package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.time.Instant;

/**
 * Moments as {@code 2026-11-20T22:21:32.405Z}: RFC 3339, UTC, always with milliseconds. Written digit by digit, because
 * the JDK's formatter costs more than the rest of an order together.
 */
public final class Timestamps {

    private static final int LENGTH = 24;
    private static final long MILLIS_A_DAY = 86_400_000L;

    private Timestamps() {}

    /** Writes a field. */
    public static void write(JsonGenerator json, String name, Instant moment) throws IOException {
        write(json, name, moment.toEpochMilli());
    }

    /** Writes a field from milliseconds since the epoch, of a year between 0 and 9999. */
    public static void write(JsonGenerator json, String name, long epochMilli) throws IOException {
        var text = new char[LENGTH];
        format(epochMilli, text);
        json.writeFieldName(name);
        json.writeString(text, 0, LENGTH);
    }

    private static void format(long epochMilli, char[] text) {
        date(Math.floorDiv(epochMilli, MILLIS_A_DAY), text);
        var millis = (int) Math.floorMod(epochMilli, MILLIS_A_DAY);
        text[10] = 'T';
        digits(millis / 3_600_000, 2, text, 11);
        text[13] = ':';
        digits(millis / 60_000 % 60, 2, text, 14);
        text[16] = ':';
        digits(millis / 1_000 % 60, 2, text, 17);
        text[19] = '.';
        digits(millis % 1_000, 3, text, 20);
        text[23] = 'Z';
    }

    /** The proleptic Gregorian calendar counted in eras of 400 years that begin on 1 March. */
    private static void date(long epochDay, char[] text) {
        var days = epochDay + 719_468; // since 1 March of the year 0
        var era = Math.floorDiv(days, 146_097L);
        var ofEra = (int) Math.floorMod(days, 146_097L);
        var yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var march = (5 * ofYear + 2) / 153; // months since March
        var month = march < 10 ? march + 3 : march - 9;
        var year = (int) (era * 400 + yearOfEra) + (month <= 2 ? 1 : 0);
        digits(year, 4, text, 0);
        text[4] = '-';
        digits(month, 2, text, 5);
        text[7] = '-';
        digits(ofYear - (153 * march + 2) / 5 + 1, 2, text, 8);
    }

    private static void digits(int number, int count, char[] text, int at) {
        var rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
