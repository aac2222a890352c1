package dev.slipway.guardrails.rules;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The values of inputs that rules accept. */
final class Values {

    static final Predicate<Object> TRUE = is("true");
    static final Predicate<Object> FALSE = is("false");

    private Values() {}

    static Predicate<Object> is(String text) {
        return value -> String.valueOf(value).equals(text);
    }

    static Predicate<Object> in(String... texts) {
        return value -> List.of(texts).contains(String.valueOf(value));
    }

    static Predicate<Object> matches(String pattern) {
        return value -> String.valueOf(value).matches(pattern);
    }

    static Predicate<Object> atLeast(double least) {
        return value -> number(value) >= least;
    }

    static Predicate<Object> between(double least, double most) {
        return value -> number(value) >= least && number(value) <= most;
    }

    /** A list or map with at least this many entries, or a text that is not empty. */
    static Predicate<Object> entries(int least) {
        return value -> switch (value) {
            case Collection<?> list -> list.size() >= least;
            case java.util.Map<?, ?> map -> map.size() >= least;
            default -> !String.valueOf(value).isEmpty();
        };
    }

    /** The number of an input, which may be text; not a number if it is something else. */
    static double number(Object value) {
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
