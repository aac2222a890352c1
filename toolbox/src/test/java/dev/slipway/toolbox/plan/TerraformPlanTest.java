package dev.slipway.toolbox.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.EstatePlans;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class TerraformPlanTest {

    private static final Plan PROD = EstatePlans.of(TestProject.FOLDER).plan("prod");

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", "foundation"})
    void each_resource_of_aws_is_in_it(String stack) throws Exception {
        var plan = EstatePlans.of(TestProject.FOLDER).plan(stack);
        var ours = plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.CUSTOM)
                .filter(resource -> resource.type().startsWith("aws:"))
                .count();
        assertThat(read(plan).at("/planned_values/root_module/resources")).hasSize((int) ours);
    }

    @Test
    void properties_have_terraforms_names_and_blocks_are_lists() throws Exception {
        var balancer = values("aws_lb");
        assertThat(balancer.path("drop_invalid_header_fields").asBoolean()).isTrue();
        assertThat(balancer.at("/access_logs/0/enabled").asBoolean()).isTrue();
        assertThat(values("aws_ecs_task_definition").at("/volume/0/name").asText())
                .isNotEmpty();
        assertThat(values("aws_cloudwatch_metric_alarm").path("dimensions").isObject())
                .isTrue();
    }

    @Test
    void secrets_are_masked() {
        assertThat(PROD.one("aws:ssm/parameter:Parameter").text("value")).isNotEqualTo("[secret]");
        assertThat(TerraformPlan.of(PROD))
                .contains("\"value\" : \"[secret]\"")
                .doesNotContain(PROD.one("aws:ssm/parameter:Parameter").text("value"));
    }

    @Test
    void references_name_the_other_resource() throws Exception {
        var policy = StreamSupport.stream(
                        read(PROD).at("/configuration/root_module/resources").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals("aws_s3_bucket_public_access_block"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.at("/expressions/bucket/references/0").asText())
                .isEqualTo("aws_s3_bucket.slipway-prod-balancer-access-logs-bucket");
    }

    private static JsonNode values(String type) throws Exception {
        return StreamSupport.stream(
                        read(PROD).at("/planned_values/root_module/resources").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow()
                .path("values");
    }

    private static JsonNode read(Plan plan) throws Exception {
        return new JsonMapper().readTree(TerraformPlan.of(plan));
    }
}
