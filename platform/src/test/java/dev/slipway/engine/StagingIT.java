package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

@Story
@Order(1) // the longest begin first
class StagingIT {

    private static final Set<String> ROLLOUT = Set.of(
            "replace aws:ecs/taskDefinition:TaskDefinition slipway-staging-service-app-task-task",
            "update aws:ecs/service:Service slipway-staging-service-app-service");

    private Workbench bench;
    private Pulumi pulumi;
    private Set<String> before;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(StagingIT.class);
        pulumi = bench.pulumi();
        bench.deployFoundation();
        before = Inventory.of(bench.aws());
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void it_is_deployed_with_its_own_image_and_the_outputs_for_its_users() {
        pulumi.init("staging");
        pulumi.up("staging").succeeded();

        var outputs = pulumi.outputs("staging");
        assertThat(outputs.path("url").asText()).isEqualTo("https://orders.staging.slipway.test");
        assertThat(outputs.path("apiKey").asText()).isEqualTo("[secret]");
        assertThat(outputs.path("imageDigest").asText()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    @Order(2)
    void a_second_up_changes_nothing_and_nothing_has_drifted() {
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
    }

    @Test
    @Order(3)
    void each_setting_changes_only_what_it_should() {
        assertThat(changesBy("services.app.maximum", "6"))
                .containsExactly("update aws:appautoscaling/target:Target slipway-staging-service-app-scaling-tasks");
        assertThat(changesBy("services.app.environment.GREETING", "hello")).isEqualTo(ROLLOUT);
        assertThat(changesBy("database.backupDays", "10"))
                .containsExactly("update aws:rds/instance:Instance slipway-staging-database-instance");
    }

    @Test
    @Order(4)
    void a_change_of_the_docs_does_not_roll_out_anything() {
        bench.project().write("docs/settings.md", "Other words.");
        bench.project().write("docs/more.md", "A page.");
        pulumi.up("staging", "--expect-no-changes").succeeded();
    }

    @Test
    @Order(5)
    void changes_of_code_and_settings_roll_out_once() {
        var digest = pulumi.outputs("staging").path("imageDigest").asText();
        bench.project().edit("app/src/main/java/dev/slipway/app/Main.java", code -> code + "// changed\n");
        pulumi.set("staging", "services.app.maximum", "6");
        pulumi.set("staging", "services.app.environment.GREETING", "hello");
        pulumi.up("staging").succeeded();

        assertThat(pulumi.outputs("staging").path("imageDigest").asText())
                .matches("sha256:[0-9a-f]{64}")
                .isNotEqualTo(digest);
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
    }

    @Test
    @Order(6)
    void a_destroy_leaves_only_the_databases_last_snapshot() {
        pulumi.destroy("staging").succeeded();
        assertThat(Inventory.since(before, bench.aws()))
                .singleElement()
                .asString()
                .contains(":snapshot:slipway-staging-final-");
    }

    private Set<String> changesBy(String setting, String value) {
        var file = "Pulumi.staging.yaml";
        var untouched = bench.project().read(file);
        pulumi.set("staging", setting, value);
        var changes = pulumi.changes("staging");
        bench.project().write(file, untouched);
        return changes;
    }
}
