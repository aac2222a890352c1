package dev.slipway.toolbox.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTreeTest {

    private static final Plan PLAN = new Plan(
            "toy",
            "test",
            List.of(
                    resource("toy:index:Network", "toy-test-network", null, Kind.COMPONENT, Map.of(), Map.of()),
                    resource(
                            "aws:ec2/vpc:Vpc",
                            "toy-test-network-vpc",
                            "toy-test-network",
                            Kind.CUSTOM,
                            Map.of("cidrBlock", "10.0.0.0/16"),
                            Map.of("id", "vpc-0123456789abcdef0")),
                    resource(
                            "aws:ec2/routeTable:RouteTable",
                            "toy-test-network-routes",
                            "toy-test-network",
                            Kind.CUSTOM,
                            Map.of("vpcId", "vpc-0123456789abcdef0"),
                            Map.of()),
                    resource(
                            "aws:ssm/parameter:Parameter",
                            "toy-test-key",
                            null,
                            Kind.CUSTOM,
                            Map.of("name", "/toy/key", "type", "SecureString", "value", new Secret("hunter2")),
                            Map.of()),
                    resource(
                            "aws:glue/job:Job",
                            "unknown",
                            null,
                            Kind.CUSTOM,
                            Map.of("vpc", "vpc-0123456789abcdef0"),
                            Map.of()),
                    resource(
                            "aws:cloudwatch/metricAlarm:MetricAlarm",
                            "cpu",
                            null,
                            Kind.CUSTOM,
                            Map.of(
                                    "metricName",
                                    "CPU",
                                    "comparisonOperator",
                                    "GreaterThanThreshold",
                                    "threshold",
                                    80.800000001,
                                    "evaluationPeriods",
                                    5L,
                                    "period",
                                    60L),
                            Map.of())),
            Map.of("key", new Secret("hunter2")));

    private static PlannedResource resource(
            String type,
            String name,
            String parent,
            Kind kind,
            Map<String, Object> inputs,
            Map<String, Object> computed) {
        var state = new HashMap<>(inputs);
        state.putAll(computed);
        var options = name.endsWith("-key")
                ? new Options(
                        true,
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
                        Optional.empty())
                : Options.NONE;
        return new PlannedResource(
                name, type, name, Optional.ofNullable(parent), kind, inputs, state, Set.of(), Map.of(), options);
    }

    private static String text(boolean all) {
        return new PlanTree(PLAN, all, new Style(false)).text();
    }

    @Test
    void components_and_resources_are_a_tree_with_their_main_settings() {
        assertThat(text(false)).startsWith("""
                        test of toy: 5 resources in 1 component

                        ├─ toy-test-network Network
                        │  ├─ vpc ec2 Vpc  10.0.0.0/16
                        │  └─ and ec2 RouteTable
                        ├─ toy-test-key ssm Parameter  /toy/key · SecureString · [secret]  [protected]
                        ├─ unknown glue Job  vpc network-vpc
                        └─ cpu cloudwatch MetricAlarm  CPU > 80.8, 5 × 60 s
                        """);
    }

    @Test
    void every_resource_has_a_line_with_all() {
        assertThat(text(true)).contains("│  └─ routes ec2 RouteTable  vpcId network-vpc\n");
    }

    @Test
    void kinds_are_counted_and_outputs_listed() {
        assertThat(text(false))
                .contains("\n  key  [secret]\n")
                .contains("1 ec2 RouteTable")
                .contains("1 ssm Parameter");
    }

    @Test
    void secrets_are_never_shown() {
        assertThat(text(true)).doesNotContain("hunter2");
        assertThat(PlanJson.of(PLAN)).doesNotContain("hunter2");
    }

    @Test
    void colour_is_used_only_if_requested() {
        assertThat(text(false)).doesNotContain("\u001b");
        assertThat(new PlanTree(PLAN, false, new Style(true)).text()).contains("\u001b[1;36mtoy-test-network\u001b[0m");
    }

    @Test
    void json_has_everything() throws JsonProcessingException {
        var json = new ObjectMapper().readTree(PlanJson.of(PLAN));

        assertThat(json.path("stack").asText()).isEqualTo("test");
        var key = json.path("resources").path(3);
        assertThat(key.path("parent").isNull()).isTrue();
        assertThat(key.at("/inputs/value").asText()).isEqualTo("[secret]");
        assertThat(key.at("/options/protect").asBoolean()).isTrue();
        assertThat(json.at("/resources/5/inputs/evaluationPeriods").isIntegralNumber())
                .isTrue();
        assertThat(json.at("/resources/1/parent").asText()).isEqualTo("toy-test-network");
        assertThat(json.at("/outputs/key").asText()).isEqualTo("[secret]");
    }
}
