package dev.slipway;

import com.pulumi.exceptions.RunException;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ImageSpec;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

import static dev.slipway.architecture.ServiceSpec.web;
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
    private static final String OWN = "sha256:" + "4".repeat(64);

    @TempDir
    private Path root;

    private final Map<String, Object> account = new HashMap<>();

    @BeforeEach
    void sources() throws IOException {
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/Dockerfile"), "FROM scratch\n");
        Files.writeString(root.resolve("app/code"), "1");
        Files.createDirectories(root.resolve("admin"));
        Files.writeString(root.resolve("admin/Dockerfile"), "FROM scratch\n");
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
    void a_service_can_run_its_own_image() {
        var two = Architecture.of(web("app"), web("admin").paths("/admin/*").runs(ImageSpec.image("admin")));
        var built = plan(two, "build", true);
        assertThat(built.all("awsx:ecr:Image").map(each -> each.text("dockerfile")))
                .containsExactly("app/Dockerfile", "admin/Dockerfile");
        assertThat(images(built)).doesNotHaveDuplicates().hasSize(2);

        assertThat(images(plan(two, "digest", true)))
                .extracting(each -> each.substring(each.indexOf('@') + 1))
                .containsExactly(LAST, OWN);
    }

    @Test
    void a_dockerfile_and_a_context_that_do_not_exist_are_reported_together() {
        var two = Architecture.of(
                web("app"),
                web("tool").paths("/tool/*").runs(ImageSpec.image("tool").context("none")));
        assertThat(catchThrowable(() -> plan(two, "build", true)))
                .hasMessageContaining("image tool  tool/Dockerfile is not a file")
                .hasMessageContaining("image tool  none is not a folder");
    }

    @Test
    void a_missing_digest_is_named_with_its_setting() {
        var two = Architecture.of(
                web("app"),
                web("tool").paths("/tool/*").runs(ImageSpec.image("tool").dockerfile("app/Dockerfile")));
        assertThat(catchThrowable(() -> plan(two, "digest", true)))
                .hasMessageContaining("the stack staging has no output imageDigests.tool")
                .hasMessageContaining("pulumi config set --path orders:image.digests.tool");
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
        return images(plan).getFirst();
    }

    private static List<String> images(Plan plan) {
        return plan.all("aws:ecs/taskDefinition:TaskDefinition")
                .map(task -> task.json("containerDefinitions").at("/0/image").asText())
                .toList();
    }

    private Plan plan(String source) {
        return plan(source, true);
    }

    private Plan plan(String source, boolean real) {
        return plan(TestEstate.ARCHITECTURE, source, real);
    }

    private Plan plan(Architecture architecture, String source, boolean real) {
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
        var estate = Estate.of(config, architecture, root);
        return Evaluation.of(
                        EstatePlans.stack(config),
                        new AccountAnswers(
                                new DeployedFoundation(
                                        AwsAnswers.of(EstatePlans.stack(config)),
                                        Map.of(
                                                "staging",
                                                Map.of("imageDigest", LAST, "imageDigests", Map.of("admin", OWN)))),
                                account))
                .plan(real ? estate.forAccount() : estate);
    }
}
