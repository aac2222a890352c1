package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.List;

/**
 * What the update does to a resource.
 *
 * @param what such as {@code changed}
 * @param kind what people call it, such as {@code database}
 * @param name its name in the program, without the environment's
 * @param properties what changes; empty for a resource that is created or deleted
 * @param summary the most important settings of a resource that is created or deleted
 * @param loss the data that the change deletes; empty if it deletes none
 * @param image whether nothing but an image changes
 */
public record ResourceChange(
        String what,
        String kind,
        String name,
        List<PropertyChange> properties,
        String summary,
        String loss,
        boolean image) {

    /**
     * A property that changes.
     *
     * @param property its path
     * @param before the former value; null if it is not shown or there was none
     * @param after the new value; null if it is not shown or there is none
     * @param note what happens instead of values, such as {@code changes}
     */
    public record PropertyChange(String property, String before, String after, String note) {

        static PropertyChange hidden(String property) {
            return new PropertyChange(property, null, null, "changes (not shown)");
        }

        static PropertyChange noted(String property, String note) {
            return new PropertyChange(property, null, null, note);
        }

        /** The change in words: {@code db.t4g.micro → db.t4g.small}. */
        @JsonIgnore
        public String words() {
            if (note != null) {
                return note;
            }
            return shortened("%s → %s".formatted(before == null ? "none" : before, after == null ? "none" : after));
        }

        /** Text with short digests. */
        static String shortened(String text) {
            return text.replaceAll("(sha256:[0-9a-f]{12})[0-9a-f]{52}", "$1…");
        }
    }

    @JsonIgnore
    public boolean losesData() {
        return !loss.isEmpty();
    }
}
