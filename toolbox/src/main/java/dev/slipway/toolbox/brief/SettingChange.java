package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.slipway.toolbox.brief.ResourceChange.PropertyChange;

/**
 * A setting of the stack's file that differs from the last update.
 *
 * @param before the former value, or that it is not shown
 * @param after the new value, or that it is not shown
 */
public record SettingChange(String setting, String before, String after) {

    /** The change in words, with short digests. */
    @JsonIgnore
    public String words() {
        return PropertyChange.shortened(before + " → " + after);
    }

    /** Whether the team chooses what is in a setting, so that it may hold a secret. */
    static boolean isFree(String path) {
        return path.matches("(?i).*(?:environment|variables|password|secretkey|accesskey|token|defaulttags)\\b.*");
    }
}
