package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A listener of the load balancer.
 *
 * @param name the resource's name in the plan
 * @param port the plan's port, not this machine's
 * @param sslPolicy the security policy of an HTTPS listener
 * @param rules the rules, ordered by priority
 * @param otherwise the default action
 * @param responseHeaders the headers that the listener sets in every response, overriding the target's
 * @param sendsServer whether the load balancer's own responses have a Server header
 */
public record Listener(
        String name,
        int port,
        boolean https,
        Optional<String> sslPolicy,
        List<Rule> rules,
        Action otherwise,
        Map<String, String> responseHeaders,
        boolean sendsServer) {

    private static final String TYPE = "aws:lb/listener:Listener";
    private static final String RULE = "aws:lb/listenerRule:ListenerRule";
    private static final String RESPONSE_HEADER = "routingHttpResponse";

    /** The listener attributes that set response headers. */
    private static final Map<String, String> RESPONSE_HEADERS = Map.of(
            "StrictTransportSecurity", "Strict-Transport-Security",
            "AccessControlAllowOrigin", "Access-Control-Allow-Origin",
            "AccessControlAllowMethods", "Access-Control-Allow-Methods",
            "AccessControlAllowHeaders", "Access-Control-Allow-Headers",
            "AccessControlAllowCredentials", "Access-Control-Allow-Credentials",
            "AccessControlExposeHeaders", "Access-Control-Expose-Headers",
            "AccessControlMaxAge", "Access-Control-Max-Age",
            "ContentSecurityPolicy", "Content-Security-Policy",
            "XContentTypeOptions", "X-Content-Type-Options",
            "XFrameOptions", "X-Frame-Options");

    /** A listener rule: its action applies if all its conditions hold. */
    public record Rule(long priority, List<Condition> conditions, Action action) {

        static Rule of(PlannedResource rule) {
            return new Rule(
                    Planned.number(rule, "priority", Long.MAX_VALUE),
                    Planned.each(rule, "conditions")
                            .map(at -> Condition.of(rule, at))
                            .toList(),
                    Action.of(rule, "actions"));
        }
    }

    /** The entrance of a service that other services call. */
    public static Listener internal(String name, int port) {
        return new Listener(
                name,
                port,
                false,
                Optional.empty(),
                List.of(),
                new Action.Forward(List.of(new Action.Forward.Weighted(name, 1))),
                Map.of(),
                false);
    }

    /** All HTTP and HTTPS listeners of a plan, HTTPS first. */
    public static List<Listener> in(Plan plan) {
        return plan.all(TYPE)
                .map(listener -> of(plan, listener))
                .sorted(Comparator.comparingInt((Listener listener) -> listener.https() ? 0 : 1)
                        .thenComparingInt(Listener::port))
                .toList();
    }

    private static Listener of(Plan plan, PlannedResource listener) {
        return new Listener(
                listener.name(),
                Math.toIntExact(listener.number("port")),
                Planned.text(listener, "protocol").orElse("HTTP").equals("HTTPS"),
                Planned.text(listener, "sslPolicy"),
                plan.all(RULE)
                        .filter(rule -> rule.text("listenerArn").equals(listener.text("arn")))
                        .map(Rule::of)
                        .sorted(Comparator.comparingLong(Rule::priority))
                        .toList(),
                Action.of(listener, "defaultActions"),
                responseHeaders(listener),
                listener.value("routingHttpResponseServerEnabled").isEmpty()
                        || listener.flag("routingHttpResponseServerEnabled"));
    }

    private static Map<String, String> responseHeaders(PlannedResource listener) {
        var headers = new LinkedHashMap<String, String>();
        RESPONSE_HEADERS.forEach(
                (attribute, header) -> Planned.text(listener, RESPONSE_HEADER + attribute + "HeaderValue")
                        .ifPresent(value -> headers.put(header, value)));
        return Map.copyOf(headers);
    }

    /** The action for a request: that of the first matching rule, or the default action. */
    public Action decide(Incoming request) {
        return rules.stream()
                .filter(rule -> rule.conditions().stream().allMatch(condition -> condition.holds(request)))
                .findFirst()
                .map(Rule::action)
                .orElse(otherwise);
    }

    /** Whether a rule matches the requested host. */
    public boolean asksForHost() {
        return rules.stream().flatMap(rule -> rule.conditions().stream()).anyMatch(Condition.Host.class::isInstance);
    }

    /** The TLS versions that the security policy allows; its ciphers are not applied. */
    List<String> tlsVersions() {
        var policy = sslPolicy.orElse("");
        return Stream.of("TLSv1.3", "TLSv1.2")
                .filter(version -> version.equals("TLSv1.3") ? policy.contains("TLS13") : !policy.contains("TLS13-1-3"))
                .toList();
    }
}
