package dev.slipway.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting. The reader takes defaults and bounds from here; Pulumi.yaml's {@code config:} block, the JSON
 * schema for editors and docs/settings.md are generated from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** One sentence: what the setting does and, if it has one, its unit. */
    String value();

    /** The default value, with lists and groups as JSON; empty if the setting is required or optional. */
    String defaultValue() default "";

    /** A sample value for documentation and errors. */
    String example() default "";

    /** The minimum value, or the minimum length of a list. */
    long min() default Long.MIN_VALUE;

    /** The maximum value, or the maximum length of a list. */
    long max() default Long.MAX_VALUE;

    /** A regular expression that must match the whole text, each text of a list, or each key of a map. */
    String pattern() default "";

    /** A description of the pattern in words. */
    String form() default "";

    /** The setting's former name in the same section; files that use it keep working, with a warning. */
    String formerly() default "";

    /** The kind of correction that is suggested for invalid text. */
    Suggestion suggestion() default Suggestion.NONE;
}
