package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image is taken from the stack that it was promoted from by its digest alone, out of this stack's own registry: so both
 * must share one, which is their foundation's.
 */
final class Promotion {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private Promotion() {}

    /** Compares with the other stack's file; where it is not beside this one's, nothing can be said. */
    static Stream<Problem> problems(StackConfig config, EnvironmentSettings settings) {
        var from = settings.image().promoteFrom();
        if (settings.image().source() != ImageSettings.Source.DIGEST || from.equals(config.stack())) {
            return Stream.empty();
        }
        return config.beside(from).stream()
                .filter(other -> !other.isFoundation())
                .flatMap(other -> {
                    var account = ACCOUNT.matcher(other.values().getOrDefault("aws:allowedAccountIds", ""));
                    var foundation = other.values().getOrDefault(config.project() + ":foundationStack", "");
                    var shared = (foundation.isEmpty() ? "foundation" : foundation).equals(settings.foundationStack());
                    return account.find()
                                    && (!account.group()
                                                    .equals(settings.account().id())
                                            || !shared)
                            ? Stream.of(problem(from, account.group(), shared))
                            : Stream.empty();
                });
    }

    private static Problem problem(String from, String account, boolean shared) {
        return new Problem(
                "image.promoteFrom",
                from,
                "is in account " + account + (shared ? "" : ", with another foundation")
                        + ": its images are in the registry there, and nothing copies them to this stack's",
                "set aws:allowedAccountIds and foundationStack as in Pulumi." + from
                        + ".yaml, or name a stack of this account that builds");
    }
}
