package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import static dev.slipway.toolbox.rehearsal.Planned.plan;
import static dev.slipway.toolbox.rehearsal.Planned.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenerTest {

    private static final Map<String, Object> FORWARD = Map.of("type", "forward", "targetGroupArn", "arn:group");

    @ParameterizedTest
    @CsvSource({
        "/metrics, true",
        "/metrics/, true",
        "/metrics/deep/er, true",
        "/METRICS, false",
        "/%6detrics, false",
        "//metrics, false",
        "/metric, false",
        "/orders, false"
    })
    void a_path_is_matched_as_it_was_sent(String path, boolean matches) {
        var listener = listening(rule(1, fixed(404), pathPattern("/metrics", "/metrics/*")));

        assertThat(listener.decide(get(path)) instanceof Action.FixedResponse).isEqualTo(matches);
    }

    @Test
    void the_rule_with_the_lowest_number_applies_first() {
        var listener = listening(
                rule(20, fixed(404), pathPattern("*")), rule(3, fixed(403), pathPattern("/orders"), method("GET")));

        assertThat(status(listener, get("/orders"))).isEqualTo(403);
        assertThat(status(listener, get("/files"))).isEqualTo(404);
    }

    @Test
    void the_default_action_applies_if_no_rule_matches() {
        assertThat(listening(rule(1, fixed(404), method("DELETE"))).decide(get("/")))
                .isEqualTo(new Action.Forward(List.of(new Action.Forward.Weighted("arn:group", 1))));
    }

    @Test
    void a_rule_holds_only_if_all_its_conditions_do() {
        var listener = listening(rule(1, fixed(404), pathPattern("/orders"), method("POST")));

        assertThat(listener.decide(get("/orders"))).isInstanceOf(Action.Forward.class);
    }

    @Test
    void rules_of_another_listener_do_not_count() {
        var foreign = resource(
                "aws:lb/listenerRule:ListenerRule",
                "foreign",
                Map.of(
                        "listenerArn",
                        "arn:other",
                        "priority",
                        1L,
                        "conditions",
                        List.of(pathPattern("*")),
                        "actions",
                        List.of(fixed(404))));

        var listener = Listener.in(plan(https(Map.of()), foreign)).getFirst();

        assertThat(listener.decide(get("/"))).isInstanceOf(Action.Forward.class);
    }

    @Test
    void hosts_headers_and_queries_are_matched_ignoring_case() {
        assertThat(status(
                        listening(
                                rule(1, fixed(404), Map.of("hostHeader", Map.of("values", List.of("*.Example.com"))))),
                        get("/")))
                .isEqualTo(404);
        assertThat(status(
                        listening(rule(
                                1,
                                fixed(404),
                                Map.of(
                                        "httpHeader",
                                        Map.of("httpHeaderName", "User-Agent", "values", List.of("*BOT*"))))),
                        get("/")))
                .isEqualTo(404);
        assertThat(status(
                        listening(rule(
                                1,
                                fixed(404),
                                Map.of("queryStrings", List.of(Map.of("key", "Version", "value", "V?"))))),
                        get("/")))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, true", "10.1.2.3/32, true", "10.1.3.0/24, false", "::/0, false", "0.0.0.0/0, true"})
    void a_source_is_matched_by_its_block(String block, boolean inside) {
        var listener = listening(rule(1, fixed(404), Map.of("sourceIp", Map.of("values", List.of(block)))));

        assertThat(listener.decide(get("/")) instanceof Action.FixedResponse).isEqualTo(inside);
    }

    @Test
    void an_unknown_condition_is_an_error() {
        assertThatThrownBy(() -> listening(rule(1, fixed(404), Map.of("phaseOfTheMoon", Map.of()))))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("rule-1")
                .hasMessageContaining("conditions[0]");
    }

    @Test
    void sign_in_actions_are_skipped_for_the_final_action() {
        var listener = Listener.in(plan(https(Map.of(
                        "defaultActions",
                        List.of(
                                Map.of("type", "forward", "targetGroupArn", "arn:group", "order", 2L),
                                Map.of("type", "authenticate-oidc", "order", 1L))))))
                .getFirst();

        assertThat(listener.otherwise()).isInstanceOf(Action.Forward.class);
    }

    @Test
    void a_redirect_keeps_other_parts_and_always_has_a_port() {
        var redirect = new Action.Redirect(301, "HTTPS", "#{host}", "443", "/#{path}", "#{query}");

        assertThat(redirect.location(get("/a/b"), port -> port + 8000))
                .isEqualTo("https://orders.example.com:8443/a/b?version=v2");
    }

    @Test
    void requests_are_distributed_by_weight() {
        var forward = new Action.Forward(
                List.of(new Action.Forward.Weighted("blue", 3), new Action.Forward.Weighted("green", 1)));

        assertThat(List.of(forward.group(0), forward.group(1), forward.group(2), forward.group(3), forward.group(4)))
                .containsExactly("blue", "blue", "blue", "green", "blue");
    }

    @Test
    void response_headers_and_tls_versions_come_from_the_attributes() {
        var listener = Listener.in(plan(https(Map.of(
                        "sslPolicy",
                        "ELBSecurityPolicy-TLS13-1-3-2021-06",
                        "routingHttpResponseStrictTransportSecurityHeaderValue",
                        "max-age=63072000"))))
                .getFirst();

        assertThat(listener.responseHeaders())
                .containsExactly(Map.entry("Strict-Transport-Security", "max-age=63072000"));
        assertThat(listener.tlsVersions()).containsExactly("TLSv1.3");
    }

    private static Listener listening(PlannedResource... rules) {
        var resources = new ArrayList<>(List.of(rules));
        resources.add(https(Map.of()));
        return Listener.in(plan(resources.toArray(PlannedResource[]::new))).getFirst();
    }

    private static PlannedResource https(Map<String, Object> more) {
        var inputs = new HashMap<String, Object>(
                Map.of("port", 443L, "protocol", "HTTPS", "defaultActions", List.of(FORWARD)));
        inputs.putAll(more);
        return resource("aws:lb/listener:Listener", "https", inputs);
    }

    private static PlannedResource rule(
            long priority, Map<String, Object> action, Map<String, Object> condition, Map<String, Object> another) {
        return rule(priority, action, List.of(condition, another));
    }

    private static PlannedResource rule(long priority, Map<String, Object> action, Map<String, Object> condition) {
        return rule(priority, action, List.of(condition));
    }

    private static PlannedResource rule(
            long priority, Map<String, Object> action, List<Map<String, Object>> conditions) {
        return resource(
                "aws:lb/listenerRule:ListenerRule",
                "rule-" + priority,
                Map.of(
                        "listenerArn",
                        "arn:https",
                        "priority",
                        priority,
                        "conditions",
                        conditions,
                        "actions",
                        List.of(action)));
    }

    private static Map<String, Object> fixed(int status) {
        return Map.of(
                "type",
                "fixed-response",
                "fixedResponse",
                Map.of("statusCode", Integer.toString(status), "contentType", "text/plain"));
    }

    private static Map<String, Object> pathPattern(String... patterns) {
        return Map.of("pathPattern", Map.of("values", List.of(patterns)));
    }

    private static Map<String, Object> method(String method) {
        return Map.of("httpRequestMethod", Map.of("values", List.of(method)));
    }

    private static int status(Listener listener, Incoming request) {
        return listener.decide(request) instanceof Action.FixedResponse fixed ? fixed.status() : 0;
    }

    private static Incoming get(String path) {
        return new Incoming(
                "https",
                "GET",
                "orders.example.com",
                8443,
                path,
                "version=v2",
                "10.1.2.3",
                Map.of("user-agent", List.of("curl/robot")));
    }
}
