package dev.slipway.toolbox.brief;

/**
 * A setting of the stack's file that differs from the last update.
 *
 * @param before the former value, or {@code [secret]} if it may be anything
 * @param after the new value, or {@code [secret]}
 */
public record SettingChange(String setting, String before, String after) {

    /** Whether the team chooses what is in a setting, so that it may hold a secret. */
    static boolean isFree(String path) {
        return path.matches("(?i).*(?:environment|variables|password|secretkey|accesskey|token|defaulttags)\\b.*");
    }
}
