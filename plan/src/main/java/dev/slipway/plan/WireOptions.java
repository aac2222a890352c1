package dev.slipway.plan;

import com.pulumi.resources.CustomTimeouts;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.Resource.RegisterResourceRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a resource's options from its request. */
final class WireOptions {

    private WireOptions() {}

    static Options read(RegisterResourceRequest request, Urns urns) {
        return new Options(
                request.getProtect(),
                request.getRetainOnDelete(),
                List.copyOf(request.getIgnoreChangesList()),
                List.copyOf(request.getReplaceOnChangesList()),
                List.copyOf(request.getAdditionalSecretOutputsList()),
                request.getAliasesList().stream()
                        .map(alias -> alias(alias, request, urns))
                        .toList(),
                text(request.getProvider()).map(WireOptions::providerUrn),
                providers(request.getProvidersMap()),
                text(request.getVersion()),
                timeouts(request.getCustomTimeouts()),
                request.getDeleteBeforeReplaceDefined()
                        ? Optional.of(request.getDeleteBeforeReplace())
                        : Optional.empty(),
                text(request.getImportId()));
    }

    /** An alias only has the parts that differ from the resource's current name, type, parent, stack and project. */
    private static String alias(Alias alias, RegisterResourceRequest request, Urns urns) {
        if (alias.hasUrn()) {
            return alias.getUrn();
        }
        var spec = alias.getSpec();
        var parent = spec.getNoParent()
                ? Optional.<String>empty()
                : urns.parent(text(spec.getParentUrn()).orElse(request.getParent()));
        return new Urns(
                        text(spec.getProject()).orElse(urns.project()),
                        text(spec.getStack()).orElse(urns.stack()))
                .of(
                        parent,
                        text(spec.getType()).orElse(request.getType()),
                        text(spec.getName()).orElse(request.getName()));
    }

    private static Map<String, String> providers(Map<String, String> references) {
        var urns = new TreeMap<String, String>();
        references.forEach((name, reference) -> urns.put(name, providerUrn(reference)));
        return urns;
    }

    /** A reference is the provider's URN and id, joined by {@code ::}. */
    private static String providerUrn(String reference) {
        return reference.substring(0, reference.lastIndexOf("::"));
    }

    private static Map<String, Duration> timeouts(RegisterResourceRequest.CustomTimeouts timeouts) {
        var durations = new TreeMap<String, Duration>();
        Map.of(
                        "create", timeouts.getCreate(),
                        "update", timeouts.getUpdate(),
                        "delete", timeouts.getDelete(),
                        "read", timeouts.getRead())
                .forEach((operation, text) ->
                        text(text).map(CustomTimeouts::parseTimeoutString).ifPresent(d -> durations.put(operation, d)));
        return durations;
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
