package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Optional;

/** Whoever previews a stack can read what it keeps secret, and a pull request's code is nobody's yet: not of a production. */
public final class ProductionPreview {

    private ProductionPreview() {}

    /** @param previews the environments that the foundation lets pull requests preview */
    public static Optional<Problem> problem(String stack, EnvironmentSettings settings, List<String> previews) {
        return settings.production() && previews.contains(stack)
                ? Optional.of(new Problem(
                        "production",
                        "true",
                        "is not for an environment that pull requests may preview",
                        "take %1$s out of foundation.pullRequestPreviews in Pulumi.%2$s.yaml, then `pulumi up -s %2$s`"
                                .formatted(stack, settings.foundationStack())))
                : Optional.empty();
    }
}
