package dev.slipway.app.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rule of a component that holds text. Blank text and control characters are never valid. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Text {

    /** The fewest characters. */
    int min() default 1;

    /** The most characters. */
    int max();

    /** A regular expression that the text matches. */
    String pattern() default "";

    /** The message when it does not. */
    String otherwise() default "";

    /** Whether the field must be there; the component is null where it is not. */
    boolean required() default true;
}
