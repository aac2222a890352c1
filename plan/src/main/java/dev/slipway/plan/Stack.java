package dev.slipway.plan;

import java.util.Map;
import java.util.Set;

/**
 * The stack that a program is evaluated for.
 *
 * @param project the Pulumi project's name
 * @param name the stack's name, without its organization
 * @param config the configuration: keys with their namespace, such as {@code aws:region}; lists and objects as JSON
 * @param secretKeys the keys of {@code config} whose values are secrets for the program
 */
public record Stack(String project, String name, Map<String, String> config, Set<String> secretKeys) {

    /** A stack without secrets. */
    public static Stack of(String project, String name, Map<String, String> config) {
        return new Stack(project, name, config, Set.of());
    }
}
