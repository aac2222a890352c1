package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;

/** Formats a value for a problem: short, and in quotes if it could be mistaken for something else. */
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    static String of(JsonNode node) {
        return node.isTextual() ? of(node.textValue()) : cut(node.toString());
    }

    static String of(String text) {
        var plain = text.matches("\\S+") && !text.matches("true|false|null|[-+]?\\d+(\\.\\d+)?");
        return cut(plain ? text : "\"" + text + "\"");
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\R", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
