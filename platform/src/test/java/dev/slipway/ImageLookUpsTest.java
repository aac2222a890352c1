package dev.slipway;

import com.pulumi.exceptions.RunException;
import dev.slipway.plan.AwsAnswers;
import dev.slipway.plan.Evaluation;
import dev.slipway.plan.Plan;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Checks which image runs, depending on the registry, the state and ECS, before anything is built. */
class ImageLookUpsTest {

    private static final String IMAGE = "aws:ecr/getImage:getImage";
    private static final String SERVICE = "aws:ecs/getService:getService";
    private static final String CONTAINER = "aws:ecs/getContainerDefinition:getContainerDefinition";
    private static final String STATE = "pulumi:pulumi:readStackResourceOutputs";
    private static final String PUSHED = "sha256:" + "1".repeat(64);
    private static final String RUNS = "sha256:" + "2".repeat(64);
    private static final String LAST = "sha256:" + "3".repeat(64);

    @TempDir
    private Path root;

    private final Map<String, Object> account = new HashMap<>();

    @BeforeEach
    void sources() throws IOException {
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/Dockerfile"), "FROM scratch\n");
        Files.writeString(root.resolve("app/code"), "1");
        account.put(IMAGE, "ImageNotFoundException: the image does not exist");
        account.put(SERVICE, "ClusterNotFoundException: Cluster not found.");
    }

    @Test
    void a_new_image_is_built_from_a_copy_of_its_context() {
        var image = plan("build").one("awsx:ecr:Image");
        assertThat(image.text("context")).isEqualTo("target/image/app-Dockerfile");
        assertThat(image.text("args.SOURCE_DATE_EPOCH")).isEqualTo("0");
        assertThat(image.options().retainOnDelete()).isTrue();
        assertThat(root.resolve("target/image/app-Dockerfile/app/code")).hasContent("1");
    }

    @Test
    void an_image_that_was_pushed_before_runs_by_its_digest() {
        account.put(IMAGE, pushed());
        var plan = plan("build");
        assertThat(plan.all("awsx:ecr:Image")).isEmpty();
        assertThat(image(plan)).endsWith("@" + PUSHED);
        assertThat(root.resolve("target/image")).doesNotExist();
    }

    @Test
    void an_image_that_this_stack_built_stays_in_its_state() {
        account.put(IMAGE, pushed());
        var tag = plan("build", false).one("awsx:ecr:Image").text("imageTag");
        account.put(
                STATE,
                Map.of(
                        "outputs",
                        Map.of(
                                "urn:pulumi:staging::orders::docker-build:index:Image::" + tag,
                                Map.of("type", "docker-build:index:Image", "outputs", Map.of()))));
        assertThat(plan("build").all("awsx:ecr:Image")).hasSize(1);
    }

    @Test
    void an_engine_that_does_not_return_its_state_counts_as_empty() {
        account.put(STATE, "unrecognized function name: 'pulumi:pulumi:readStackResourceOutputs'");
        assertThat(plan("build").all("awsx:ecr:Image")).hasSize(1);
    }

    @Test
    void a_registry_that_does_not_answer_does_not_count_as_empty() {
        account.put(IMAGE, "AccessDeniedException: not authorized to perform: ecr:DescribeImages");
        assertThat(catchThrowable(() -> plan("build")))
                .hasCauseInstanceOf(RunException.class)
                .hasMessageContaining("ecr:DescribeImages");
    }

    @Test
    void an_update_keeps_the_image_that_ecs_runs_after_a_rollback() {
        account.put(
                SERVICE, Map.of("taskDefinition", "arn:aws:ecs:eu-central-1:123456789012:task-definition/orders:7"));
        account.put(CONTAINER, Map.of("image", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders@" + RUNS));
        assertThat(image(plan("digest"))).endsWith("@" + RUNS);
    }

    @Test
    void without_a_service_an_update_keeps_the_stacks_last_image() {
        assertThat(image(plan("digest"))).endsWith("@" + LAST);
    }

    @Test
    void a_failed_lookup_of_the_running_image_is_an_error() {
        account.put(SERVICE, "AccessDeniedException: not authorized to perform: ecs:DescribeServices");
        assertThat(catchThrowable(() -> plan("digest"))).hasStackTraceContaining("ecs:DescribeServices");
    }

    private static Map<String, Object> pushed() {
        return Map.of("imageDigest", PUSHED);
    }

    private static String image(Plan plan) {
        return plan.one("aws:ecs/taskDefinition:TaskDefinition")
                .json("containerDefinitions")
                .at("/0/image")
                .asText();
    }

    private Plan plan(String source) {
        return plan(source, true);
    }

    private Plan plan(String source, boolean real) {
        var config = new StackConfig(
                "orders",
                "staging",
                Map.of(
                        "aws:region",
                        "eu-central-1",
                        "aws:allowedAccountIds",
                        "[\"123456789012\"]",
                        "orders:domain",
                        "{\"name\":\"orders.acme.dev\"}",
                        "orders:image",
                        "{\"source\":\"%s\"}".formatted(source)),
                Set.of());
        var estate = Estate.of(config, TestEstate.ARCHITECTURE, root);
        return Evaluation.of(
                        EstatePlans.stack(config),
                        new AccountAnswers(
                                new DeployedFoundation(
                                        AwsAnswers.of(EstatePlans.stack(config)),
                                        Map.of("staging", Map.of("imageDigest", LAST))),
                                account))
                .plan(real ? estate.forAccount() : estate);
    }
}
