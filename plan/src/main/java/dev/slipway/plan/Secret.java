package dev.slipway.plan;

/**
 * A value that Pulumi encrypts in its state. It prints as {@code [secret]}, so that logs, trees and assertions do not show it.
 *
 * @param value the plain value: string, number, boolean, list or map; null if a provider omits it
 */
public record Secret(Object value) {

    /** The text that is printed instead of a secret's value. */
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
