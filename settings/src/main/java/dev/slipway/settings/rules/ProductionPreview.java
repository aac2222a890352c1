package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Optional;

/**
 * Checks that pull requests cannot preview production: anyone who can preview a stack can read its secrets, and the code of
 * a pull request is not reviewed yet.
 */
public final class ProductionPreview {

    private ProductionPreview() {}

    /** @param previews the environments that the foundation lets pull requests preview */
    public static Optional<Problem> problem(String stack, EnvironmentSettings settings, List<String> previews) {
        return settings.production() && previews.contains(stack)
                ? Optional.of(new Problem(
                        "production",
                        "true",
                        "is not allowed for an environment that pull requests may preview",
                        "delete %1$s from foundation.pullRequestPreviews in Pulumi.%2$s.yaml, then run `pulumi up -s %2$s`"
                                .formatted(stack, settings.foundationStack())))
                : Optional.empty();
    }
}
