package dev.slipway.changes;

import dev.slipway.settings.stack.Problem;

/**
 * A setting that would change something that runs, in a way that somebody should know before it is approved.
 *
 * @param setting its path in the stack's file, such as {@code network.cidr}
 * @param before what runs
 * @param after what the settings say
 * @param effect what the change does, as the rest of a sentence that begins with the setting
 * @param instead what to do in its place; empty where the change may go ahead
 */
public record Change(String setting, String before, String after, String effect, String instead) {

    /** Whether it must not go ahead. */
    public boolean refused() {
        return !instead.isEmpty();
    }

    /** A change that is refused, as what is wrong with the setting. */
    public Problem problem() {
        return new Problem(setting, after, "is %s in what runs, and the change %s".formatted(before, effect), instead);
    }

    /** One line for a terminal or a log. */
    public String sentence() {
        return "%s: %s becomes %s, which %s.%s"
                .formatted(setting, before, after, effect, refused() ? " Instead: " + instead + "." : "");
    }
}
