package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * A condition of a listener rule. It holds if any of its values matches.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">condition
 *     types</a>
 */
public sealed interface Condition {

    boolean holds(Incoming request);

    /** Matches the host, ignoring case, with wildcards. */
    record Host(List<String> patterns) implements Condition {
        @Override
        public boolean holds(Incoming request) {
            return patterns.stream().anyMatch(pattern -> Wildcards.matchIgnoringCase(pattern, request.host()));
        }
    }

    /** Matches the path as it was sent, with case, so that {@code /%6detrics} is not {@code /metrics}. */
    record Path(List<String> patterns) implements Condition {
        @Override
        public boolean holds(Incoming request) {
            return patterns.stream().anyMatch(pattern -> Wildcards.match(pattern, request.path()));
        }
    }

    record Method(List<String> methods) implements Condition {
        @Override
        public boolean holds(Incoming request) {
            return methods.contains(request.method());
        }
    }

    record Header(String name, List<String> patterns) implements Condition {
        @Override
        public boolean holds(Incoming request) {
            return request.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .anyMatch(value ->
                            patterns.stream().anyMatch(pattern -> Wildcards.matchIgnoringCase(pattern, value)));
        }
    }

    record Query(List<Parameter> parameters) implements Condition {

        /** An empty key matches any key. */
        public record Parameter(String key, String value) {
            boolean matches(String parameter) {
                var parts = parameter.split("=", 2);
                return (key.isEmpty() || Wildcards.matchIgnoringCase(key, parts[0]))
                        && Wildcards.matchIgnoringCase(value, parts.length == 2 ? parts[1] : "");
            }
        }

        @Override
        public boolean holds(Incoming request) {
            return !request.query().isEmpty()
                    && Arrays.stream(request.query().split("&"))
                            .anyMatch(given -> parameters.stream().anyMatch(parameter -> parameter.matches(given)));
        }
    }

    record Source(List<AddressBlock> blocks) implements Condition {
        @Override
        public boolean holds(Incoming request) {
            return blocks.stream().anyMatch(block -> block.contains(request.source()));
        }
    }

    /**
     * Reads the condition at a path of an {@code aws:lb/listenerRule:ListenerRule}.
     *
     * @throws NoSuchElementException if its kind is unknown
     */
    static Condition of(PlannedResource rule, String at) {
        if (rule.has(at + ".hostHeader")) {
            return new Host(texts(rule, at + ".hostHeader.values"));
        }
        if (rule.has(at + ".pathPattern")) {
            return new Path(texts(rule, at + ".pathPattern.values"));
        }
        if (rule.has(at + ".httpRequestMethod")) {
            return new Method(texts(rule, at + ".httpRequestMethod.values"));
        }
        if (rule.has(at + ".httpHeader")) {
            return new Header(rule.text(at + ".httpHeader.httpHeaderName"), texts(rule, at + ".httpHeader.values"));
        }
        if (rule.has(at + ".queryStrings")) {
            return new Query(Planned.each(rule, at + ".queryStrings")
                    .map(query -> new Query.Parameter(
                            Planned.text(rule, query + ".key").orElse(""), rule.text(query + ".value")))
                    .toList());
        }
        if (rule.has(at + ".sourceIp")) {
            return new Source(texts(rule, at + ".sourceIp.values").stream()
                    .map(AddressBlock::of)
                    .toList());
        }
        throw new NoSuchElementException(
                "listener rule '%s' has a condition at '%s' of an unknown kind".formatted(rule.name(), at));
    }

    private static List<String> texts(PlannedResource rule, String path) {
        return rule.list(path).stream().map(String::valueOf).toList();
    }
}
