package dev.slipway.plan;

/**
 * A value that Pulumi encrypts in its state. It prints as {@code [secret]}, so that no log, tree or assertion shows it.
 *
 * @param value the plain value: text, number, flag, list or map; null when a provider left it out
 */
public record Secret(Object value) {

    /** What is printed where a secret's value would. */
    public static final String MASK = "[secret]";

    @Override
    public String toString() {
        return MASK;
    }

    /** The value itself, whether it is a secret or not. */
    static Object unwrap(Object value) {
        return value instanceof Secret secret ? unwrap(secret.value()) : value;
    }
}
