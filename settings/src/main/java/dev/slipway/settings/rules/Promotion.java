package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A promoted image is referenced by its digest in this stack's own registry. Both stacks must therefore share a registry,
 * which belongs to their foundation.
 */
final class Promotion {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private Promotion() {}

    /** Compares with the other stack's file; reports nothing if that file does not exist. */
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
                        + ": its images are in that account's registry, and nothing copies them to the registry of this stack",
                "set aws:allowedAccountIds and foundationStack as in Pulumi." + from
                        + ".yaml, or name a stack of this account that builds");
    }
}
