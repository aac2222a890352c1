package dev.slipway.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one setting means. The reader takes defaults and bounds from here; Pulumi.yaml's {@code config:} block, the JSON
 * schema for editors and docs/settings.md are generated from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** One sentence: what it does and, where there is one, its unit. */
    String value();

    /** The value where the file has none, lists and groups as JSON; empty where the setting is required or optional. */
    String defaultValue() default "";

    /** A value to show in documentation and errors. */
    String example() default "";

    /** The least number, or the least length of a list. */
    long min() default Long.MIN_VALUE;

    /** The greatest number, or the greatest length of a list. */
    long max() default Long.MAX_VALUE;

    /** A regular expression that the text, or each text of a list or key of a map, must match whole. */
    String pattern() default "";

    /** What the pattern asks for, in words. */
    String form() default "";

    /** The name that the setting had before in the same section; files with that name keep working, with a warning. */
    String formerly() default "";

    /** What kind of text it is, where what was meant by a wrong one can be found. */
    Guess guess() default Guess.NONE;
}
