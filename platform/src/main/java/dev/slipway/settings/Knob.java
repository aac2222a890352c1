package dev.slipway.settings;

/**
 * One setting: its name, what its value looks like, and what it means.
 *
 * @param setting the account's section has one that says so little that it is never shown
 */
record Knob(String name, Shape shape, Setting setting) {

    /** The namespace of the account's keys, which stands where others have their section's name. */
    static final String AWS = "aws:";

    /** The name under which the file has it: its own, but the account's section is all keys that begin with aws:. */
    String key() {
        return shape instanceof Shape.Section section && section.type() == AccountSettings.class ? AWS : name;
    }

    /** Its path below a section's path. */
    String below(String path) {
        return path.isEmpty() || path.endsWith(":") ? path + key() : path + "." + key();
    }

    /** Its default, lists and groups as JSON; empty where it has none. */
    String standard() {
        return setting.standard();
    }

    /** A value to show; empty where it has none. */
    String example() {
        return setting.example();
    }

    boolean isRequired() {
        return standard().isEmpty() && !(shape instanceof Shape.Maybe) && !(shape instanceof Shape.Section);
    }

    boolean matches(String text) {
        return setting.pattern().isEmpty() || text.matches(setting.pattern());
    }

    /** What a text must be, in words. */
    String form() {
        return setting.form();
    }

    /** A value to copy from, as the end of a sentence. */
    String likeThis() {
        return example().isEmpty() || form().contains("such as") ? "" : ", such as " + example();
    }

    /** The bounds in words: {@code 2 to 3}, {@code at least 1}. */
    String range() {
        if (setting.least() == setting.most()) {
            return "just " + setting.least();
        }
        if (setting.most() == Long.MAX_VALUE) {
            return "at least " + setting.least();
        }
        return setting.least() == Long.MIN_VALUE
                ? "at most " + setting.most()
                : setting.least() + " to " + setting.most();
    }
}
