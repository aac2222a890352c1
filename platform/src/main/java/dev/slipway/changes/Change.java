package dev.slipway.changes;

import dev.slipway.settings.stack.Problem;

/**
 * A setting that would change running resources in a way that reviewers should know before they approve it.
 *
 * @param setting its path in the stack's file, such as {@code network.cidr}
 * @param before the value of the running resources
 * @param after the value of the settings
 * @param effect the effect of the change, as the rest of a sentence that begins with the setting
 * @param instead what to do instead; empty if the change may go ahead
 */
public record Change(String setting, String before, String after, String effect, String instead) {

    /** Whether the change is refused. */
    public boolean refused() {
        return !instead.isEmpty();
    }

    /** A refused change as a problem of the setting. */
    public Problem problem() {
        return new Problem(setting, after, "is %s now, and the change %s".formatted(before, effect), instead);
    }

    /** One line for a terminal or a log. */
    public String sentence() {
        return "%s: %s becomes %s, which %s.%s"
                .formatted(setting, before, after, effect, refused() ? " Instead: " + instead + "." : "");
    }
}
