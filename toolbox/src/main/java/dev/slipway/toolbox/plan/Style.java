package dev.slipway.toolbox.plan;

/**
 * Highlights text on a terminal.
 *
 * @param colours false if the output is a file or a pipe, or if {@code NO_COLOR} is set
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
