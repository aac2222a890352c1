package dev.slipway.app.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rule of a component that holds a whole number. JSON has one kind of number, so 1.0 and 1e2 are whole. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Whole {

    /** The smallest valid number. */
    long min() default Long.MIN_VALUE;

    /** The largest valid number. */
    long max() default Long.MAX_VALUE;
}
