package dev.slipway.settings;

import java.util.Locale;

/** The spelling of an enum's constants in a stack's file. */
public final class Keyword {

    private Keyword() {}

    /** The constant in lower case with hyphens, such as {@code nat-per-zone}; {@code x86_64} keeps its underscore. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replaceAll("(?<!\\d)_|_(?!\\d)", "-");
    }
}
