package dev.slipway.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a resource, as the engine would receive them.
 *
 * @param ignoreChanges paths of properties whose changes the engine ignores
 * @param aliases the former URNs of the resource, in full
 * @param provider the URN of the explicit provider
 * @param providers the URNs of the providers that a component passes to its children, by package
 * @param version the version that the provider's plug-in must have
 * @param timeouts the timeouts by operation: {@code create}, {@code update}, {@code delete}, {@code read}
 * @param deleteBeforeReplace empty if the program leaves it to the provider
 * @param importId the id of the resource to adopt
 */
public record Options(
        boolean protect,
        boolean retainOnDelete,
        List<String> ignoreChanges,
        List<String> replaceOnChanges,
        List<String> additionalSecretOutputs,
        List<String> aliases,
        Optional<String> provider,
        Map<String, String> providers,
        Optional<String> version,
        Map<String, Duration> timeouts,
        Optional<Boolean> deleteBeforeReplace,
        Optional<String> importId) {

    /** The options of a resource without options. */
    public static final Options NONE = new Options(
            false,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty());
}
