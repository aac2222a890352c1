package dev.slipway.settings;

import java.util.Locale;

/** How an enum's constant is written in a stack's file. */
public final class Keyword {

    private Keyword() {}

    /** The constant in lower case with hyphens, such as {@code nat-per-zone}; {@code x86_64} keeps its underscore. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replaceAll("(?<!\\d)_|_(?!\\d)", "-");
    }
}
