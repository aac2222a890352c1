package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.toolbox.cloud.CloudFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApprovalTest {

    @TempDir
    Path folder;

    private Approval approval;
    private SampleBrief now;

    @BeforeEach
    void approve() throws IOException {
        var file = Files.writeString(
                folder.resolve("brief.json"),
                new SampleBrief("preview-digest.json", folder).brief().json());
        approval = Approval.read(file);
        now = new SampleBrief("preview-digest.json", folder);
    }

    @Test
    void the_same_is_as_approved() {
        assertThat(approval.refusals(now.parts())).isEmpty();
        assertThat(approval.hash()).isEqualTo(now.parts().hash());
        assertThat(approval.stack()).isEqualTo("staging");
    }

    @Test
    void two_plans_of_the_same_are_equal_although_the_engine_writes_them_differently() {
        var one = SampleBrief.recorded("plan.json");
        var other = SampleBrief.recorded("plan-again.json");

        assertThat(one).isNotEqualTo(other);
        assertThat(SavedPlan.of(one).resources()).isEqualTo(SavedPlan.of(other).resources());
    }

    @Test
    void another_encryption_and_another_time_of_the_state_are_no_difference() {
        ((ObjectNode) now.state.at("/deployment/manifest")).put("time", "2027-01-01T00:00:00Z");
        for (var resource : now.state.at("/deployment/resources")) {
            if (resource.at("/inputs/value").has("ciphertext")) {
                ((ObjectNode) resource.at("/inputs/value")).put("ciphertext", "v1:another");
            }
        }

        assertThat(approval.refusals(now.parts())).isEmpty();
    }

    @Test
    void another_digest_is_refused() {
        var inputs = (ObjectNode) now.step("taskDefinition:TaskDefinition").at("/newState/inputs");
        inputs.put(
                "containerDefinitions",
                inputs.path("containerDefinitions").asText().replace("abcdabcd", "12345678"));

        assertThat(approval.refusals(now.parts()))
                .singleElement()
                .asString()
                .startsWith("image: slipway-staging-service-app-task-task/app: sha256:abcd")
                .contains("→ sha256:1234");
    }

    @Test
    void another_setting_is_refused() {
        ((ObjectNode) now.plan.path("config")).putObject("slipway:database").put("instanceClass", "db.t4g.large");

        assertThat(approval.refusals(now.parts()))
                .singleElement()
                .asString()
                .startsWith("settings: slipway:database.instanceClass:")
                .contains("→ db.t4g.large");
    }

    @Test
    void another_value_of_a_variable_is_refused_without_showing_it() {
        ((ObjectNode) now.plan.path("config"))
                .withObject("/slipway:services/app/environment")
                .put("GREETING", "hunter3-plain");

        assertThat(approval.refusals(now.parts()))
                .singleElement()
                .asString()
                .startsWith("settings: a value that is not shown differs")
                .doesNotContain("hunter");
    }

    @Test
    void another_plan_is_refused_with_the_resource() {
        var resource = (ObjectNode) now.plan.path("resourcePlans").properties().stream()
                .filter(entry -> entry.getKey().contains("rds/instance"))
                .findFirst()
                .orElseThrow()
                .getValue();
        resource.putArray("steps").add("same");

        assertThat(approval.refusals(now.parts()))
                .containsExactly("plan: slipway-staging-database-instance (database): update → same.");
    }

    @Test
    void another_update_of_the_state_is_refused_with_the_resource() {
        for (var resource : now.state.at("/deployment/resources")) {
            if (resource.path("type").asText().equals("aws:ecs/service:Service")) {
                ((ObjectNode) resource).put("modified", "2027-01-01T00:00:00Z");
            }
        }

        assertThat(approval.refusals(now.parts()))
                .containsExactly(
                        "state: another update or refresh changed it: slipway-staging-service-app-service (service): differs.");
    }

    @Test
    void the_approval_of_another_stack_is_refused() {
        var parts = now.parts();
        var other = new Parts(
                "slipway/prod", parts.image(), parts.settings(), parts.settingsHash(), parts.plan(), parts.state());

        assertThat(approval.refusals(other))
                .containsExactly("stack: the approval is for slipway/staging, and this is slipway/prod.");
    }

    @Test
    void a_brief_that_was_changed_cannot_be_read() throws IOException {
        var text = now.brief().json();
        var file = Files.writeString(
                folder.resolve("changed.json"), text.replace("\"image\" : {", "\"image\" : {\n\"x/y\": \"z\","));

        assertThat(Files.readString(file)).isNotEqualTo(text);
        assertThatThrownBy(() -> Approval.read(file))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void a_file_that_is_no_brief_cannot_be_read() throws IOException {
        var file = Files.writeString(folder.resolve("other.json"), "{\"approval\": {}}");

        assertThatThrownBy(() -> Approval.read(file)).isInstanceOf(CloudFailure.class);
        assertThatThrownBy(() -> Approval.read(folder.resolve("none.json"))).isInstanceOf(CloudFailure.class);
    }

    @Test
    void only_the_plan_of_the_same_run_belongs_to_an_approval() throws IOException {
        var plan = Files.writeString(folder.resolve("plan.json"), "{}");

        assertThatThrownBy(() -> approval.checkPlan(plan))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("is not the plan");
    }

    @Test
    void a_violation_of_a_plan_is_printed_without_its_values() {
        assertThat(Approval.withoutValues(
                        "error: resource urn:x violates plan: properties changed: ~~password[{hunter2}!={x}]"))
                .isEqualTo("error: resource urn:x violates plan: properties changed: (values are not shown)");
    }
}
