package dev.slipway.toolbox.plan;

/**
 * How words stand out on a terminal.
 *
 * @param colours false where the output goes to a file, a pipe, or a user who set {@code NO_COLOR}
 */
public record Style(boolean colours) {

    String strong(String text) {
        return escape("1", text);
    }

    String faint(String text) {
        return escape("2", text);
    }

    String component(String text) {
        return escape("1;36", text);
    }

    String mark(String text) {
        return escape("33", text);
    }

    private String escape(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
