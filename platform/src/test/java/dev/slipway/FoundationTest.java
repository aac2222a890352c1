package dev.slipway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.plan.Plan;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class FoundationTest {

    private static final String CLAIM = "token.actions.githubusercontent.com:";
    private static final Plan FOUNDATION = TestEstate.stack("foundation").plan();

    @Test
    void each_role_trusts_only_its_own_jobs_in_both_forms_of_the_subject() {
        var plan = TestEstate.stack("foundation")
                .with("foundation", "repository", "\"acme@123456/orders@456789\"")
                .plan();
        assertThat(trusted(plan, "staging-deploy")).isEqualTo(jobs("environment:staging", "refs/heads/main"));
        assertThat(trusted(plan, "prod-deploy")).isEqualTo(jobs("environment:prod", "refs/heads/main"));
        assertThat(trusted(plan, "staging-preview")).isEqualTo(jobs("pull_request", null));
        // Production can only be previewed from main.
        assertThat(trusted(plan, "prod-preview")).isEqualTo(jobs("ref:refs/heads/main", "refs/heads/main"));
    }

    @Test
    void without_ids_only_the_old_form_of_the_subject_is_trusted() {
        var plan = TestEstate.stack("foundation")
                .with("foundation", "repository", "\"acme/orders\"")
                .plan();
        assertThat(trusted(plan, "staging-deploy").properties())
                .extracting(condition -> condition.getKey() + " = " + condition.getValue())
                .containsExactlyInAnyOrder(
                        CLAIM + "aud = \"sts.amazonaws.com\"",
                        CLAIM + "ref = \"refs/heads/main\"",
                        CLAIM + "sub = \"repo:acme/orders:environment:staging\"");
    }

    @Test
    void no_policy_exceeds_iams_limit() {
        assertThat(FOUNDATION.all("aws:iam/policy:Policy"))
                .hasSize(26)
                .allSatisfy(policy -> assertThat(policy.text("policy").length()).isLessThanOrEqualTo(6144));
    }

    @Test
    void no_deploy_role_may_change_itself() {
        assertThat(FOUNDATION
                        .all("aws:iam/policy:Policy")
                        .filter(policy -> policy.text("policy").contains("iam:PutRolePolicy"))
                        .map(policy -> policy.text("policy")))
                .hasSize(2)
                .allSatisfy(
                        policy -> assertThat(policy).doesNotContain(":role/*").doesNotContain("slipway-deploy"));
    }

    @Test
    void the_registry_has_immutable_tags_and_scans_pushed_images() {
        var repository = FOUNDATION.one("aws:ecr/repository:Repository");
        assertThat(repository.text("imageTagMutability")).isEqualTo("IMMUTABLE");
        assertThat(repository.flag("imageScanningConfiguration.scanOnPush")).isTrue();
        assertThat(repository.options().protect()).isTrue();
    }

    @Test
    void existing_resources_are_looked_up_and_not_created() {
        var found = TestEstate.stack("foundation")
                .with("foundation", "oidcProvider", "\"lookup\"")
                .with("foundation", "hostedZone", "\"lookup\"")
                .plan();
        assertThat(found.all("aws:iam/openIdConnectProvider:OpenIdConnectProvider"))
                .isEmpty();
        assertThat(found.all("aws:route53/zone:Zone")).isEmpty();
        assertThat(found.outputs()).containsKeys("zoneId", "nameServers");
    }

    @Test
    void all_names_contain_the_project() {
        assertThat(FOUNDATION.resources().stream().filter(resource -> resource.has("name")))
                .filteredOn(resource -> !resource.type().equals("aws:route53/zone:Zone"))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.text("name")).matches("(alias/)?slipway.*"));
    }

    private static JsonNode trusted(Plan plan, String role) {
        var statement = json(plan.named("aws:iam/role:Role", "slipway-foundation-" + role)
                        .text("assumeRolePolicy"))
                .path("Statement");
        assertThat(statement.isObject()).as("one statement").isTrue();
        assertThat(statement.path("Condition").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("StringEquals");
        return statement.at("/Condition/StringEquals");
    }

    private static JsonNode jobs(String context, String ref) {
        var conditions = JsonNodeFactory.instance
                .objectNode()
                .put(CLAIM + "aud", "sts.amazonaws.com")
                .put(CLAIM + "repository_id", "456789")
                .put(CLAIM + "repository_owner_id", "123456");
        conditions
                .putArray(CLAIM + "sub")
                .add("repo:acme/orders:" + context)
                .add("repo:acme@123456/orders@456789:" + context);
        if (ref != null) {
            conditions.put(CLAIM + "ref", ref);
        }
        return conditions;
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
