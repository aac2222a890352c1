package dev.slipway.toolbox.rehearsal.balancer;

import java.util.regex.Pattern;

/** Patterns of listener rules: {@code *} matches any number of characters, {@code ?} exactly one. */
final class Wildcards {

    private Wildcards() {}

    static boolean match(String pattern, String value) {
        return regex(pattern, Pattern.DOTALL).matcher(value).matches();
    }

    static boolean matchIgnoringCase(String pattern, String value) {
        return regex(pattern, Pattern.DOTALL | Pattern.CASE_INSENSITIVE)
                .matcher(value)
                .matches();
    }

    private static Pattern regex(String pattern, int flags) {
        var quoted = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return Pattern.compile(quoted, flags);
    }
}
