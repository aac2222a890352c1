package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.Setting;
import dev.slipway.settings.stack.StackConfig;

/**
 * One setting: its name, the shape of its value and its description.
 *
 * @param setting its description; that of the account's section is never shown
 */
public record Field(String name, Shape shape, Setting setting) {

    /** The setting's name in the file; the account's section consists of all keys that begin with aws:. */
    public String key() {
        return shape instanceof Shape.Section section && section.type() == AccountSettings.class
                ? StackConfig.AWS
                : name;
    }

    /** Its path below a section's path. */
    String below(String path) {
        return below(path, key());
    }

    /** The path of a name below a section's path. */
    static String below(String path, String name) {
        return path.isEmpty() || path.endsWith(":") ? path + name : path + "." + name;
    }

    /** Its default value, with lists and groups as JSON; empty if it has none. */
    public String defaultValue() {
        return setting.defaultValue();
    }

    /** A sample value; empty if it has none. */
    public String example() {
        return setting.example();
    }

    public boolean isRequired() {
        return defaultValue().isEmpty() && !(shape instanceof Shape.OptionalOf) && !(shape instanceof Shape.Section);
    }

    /**
     * Whether a value under {@code config:} is this setting's default, which Pulumi merges into every stack's configuration.
     */
    boolean isDefault(JsonNode value) {
        return switch (value) {
            case POJONode leaf
            when leaf.getPojo() instanceof Raw(String text) -> text.isEmpty() || text.equals(defaultValue());
            default -> value.isContainerNode() && value.isEmpty();
        };
    }

    boolean matches(String text) {
        return setting.pattern().isEmpty() || text.matches(setting.pattern());
    }

    /** A description of valid text in words. */
    public String form() {
        return setting.form();
    }

    /** A sample value as the end of a sentence. */
    String likeThis() {
        return example().isEmpty() || form().contains("such as") ? "" : ", such as " + example();
    }

    /** The bounds in words: {@code 2 to 3}, {@code at least 1}. */
    public String range() {
        if (setting.min() == setting.max()) {
            return "exactly " + setting.min();
        }
        if (setting.max() == Long.MAX_VALUE) {
            return "at least " + setting.min();
        }
        return setting.min() == Long.MIN_VALUE ? "at most " + setting.max() : setting.min() + " to " + setting.max();
    }
}
