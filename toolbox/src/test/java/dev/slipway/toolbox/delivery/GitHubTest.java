package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the setup of GitHub and its approvals with a fake GitHub that keeps what was set. */
class GitHubTest {

    private static final Map<String, String> RUN =
            Map.of("GITHUB_REPOSITORY", "acme/orders", "GITHUB_RUN_ID", "42", "GH_TOKEN", "t");

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void aFoundationThatIsUpAndARepositoryOnGitHub() {
        commands = Commands.in(folder);
        commands.answer("whoami", "{\"url\": \"s3://slipway-state?region=eu-central-1\"}");
        commands.answer("stack-output", """
                {"zone": "acme.dev", "stagingDeployRole": "arn:aws:iam::123456789012:role/slipway-deploy-staging",
                 "prodDeployRole": "arn:aws:iam::210987654321:role/slipway-deploy-prod"}
                """);
        commands.answer("config-staging", config("123456789012"));
        commands.answer("config-prod", config("210987654321"));
        unreviewed("[]");
        for (var stack : new String[] {"staging", "prod"}) {
            commands.answer("plan-" + stack, """
                    {"resources": [{"type": "pulumi:pulumi:StackReference", "name": "staging", "inputs": {"name": "o/p/staging"}},
                      {"type": "pulumi:pulumi:StackReference", "name": "foundation", "inputs": {"name": "o/p/foundation"}}]}
                    """);
        }
        repository("public");
        commands.answer("github/users", "{\"releaser\": 1, \"developer\": 2}");
        commands.answer("github/teams", "{\"acme/platform\": 7}");
        commands.answer("github/members", "{\"acme/platform\": [\"releaser\", \"carol\"]}");
        commands.answer("github/collaborators", """
                [{"login": "releaser", "permissions": {"push": true}}, {"login": "developer", "permissions": {"push": true}},
                 {"login": "eve", "permissions": {"push": false}}]
                """);
    }

    @Test
    void both_environments_allow_only_main_and_both_approvals_have_every_reviewer() {
        assertThat(github("--reviewer", "releaser", "--reviewer", "acme/platform")
                        .code())
                .isZero();
        for (var environment : new String[] {"staging", "prod", "staging-approval", "prod-approval"}) {
            var policies = json("github/policies-" + environment);
            assertThat(policies).as(environment).hasSize(1);
            assertThat(policies.at("/0/name").asText()).isEqualTo("main");
            assertThat(policies.at("/0/type").asText()).isEqualTo("branch");
            assertThat(json("github/environment-" + environment)
                            .at("/deployment_branch_policy/custom_branch_policies")
                            .asBoolean())
                    .isTrue();
            assertThat(json("github/environment-" + environment).at("/protection_rules/1/reviewers"))
                    .hasSize(environment.endsWith("-approval") ? 2 : 0);
        }
        assertThat(json("github/environment-prod-approval")
                        .at("/protection_rules/1/prevent_self_review")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_deployment_gets_its_role_account_region_and_state_and_is_not_enabled() {
        github("--reviewer", "releaser", "--reviewer", "developer");
        assertThat(json("github/variables").at("/prod")).isEqualTo(parse("""
                {"DEPLOY_ROLE_ARN": "arn:aws:iam::210987654321:role/slipway-deploy-prod", "AWS_ACCOUNT_ID": "210987654321",
                 "AWS_REGION": "eu-central-1", "PULUMI_BACKEND_URL": "s3://slipway-state?region=eu-central-1"}
                """));
        assertThat(Workflow.names(json("github/variables"))).containsExactly("prod", "staging");
        assertThat(commands.read("github/variables")).doesNotContain("DELIVERY");
    }

    @Test
    void main_accepts_only_reviewed_pull_requests_that_pass_ci() {
        github("--reviewer", "releaser", "--reviewer", "developer");
        var ruleset = json("github/rulesets").path(0);
        assertThat(ruleset.at("/enforcement").asText()).isEqualTo("active");
        assertThat(ruleset.at("/conditions/ref_name/include/0").asText()).isEqualTo("refs/heads/main");
        assertThat(ruleset.path("rules").findValuesAsText("type"))
                .containsExactly("deletion", "non_fast_forward", "pull_request", "required_status_checks");
        assertThat(ruleset.at("/rules/2/parameters/required_approving_review_count")
                        .asInt())
                .isOne();
        assertThat(ruleset.at("/rules/2/parameters/require_code_owner_review").asBoolean())
                .isTrue();
        // A required check that is never reported would block main forever.
        assertThat(ruleset.at("/rules/3/parameters/required_status_checks").findValuesAsText("context"))
                .containsExactlyInAnyOrderElementsOf(Workflow.of("ci.yml").jobs().values().stream()
                        .map(job -> job.node().path("name").asText())
                        .toList());
    }

    @Test
    void a_second_run_changes_nothing_and_restores_loosened_rules() {
        github("--reviewer", "releaser", "--reviewer", "developer");
        var policies = commands.read("github/policies-prod");
        commands.answer(
                "github/policies-prod",
                "[{\"id\": 5, \"name\": \"*\", \"type\": \"branch\"}, {\"id\": 6, \"name\": \"main\", \"type\": \"branch\"}]");
        assertThat(github("--reviewer", "releaser", "--reviewer", "developer").code())
                .isZero();
        assertThat(policies).contains("main");
        assertThat(json("github/policies-prod")).hasSize(1);
        assertThat(json("github/policies-prod").at("/0/name").asText()).isEqualTo("main");
        assertThat(json("github/rulesets")).hasSize(1);
    }

    @Test
    void a_dry_run_prints_the_commands_and_changes_nothing() {
        var dry = github("--dry-run", "--reviewer", "releaser", "--reviewer", "developer");
        assertThat(dry.code()).isZero();
        assertThat(dry.said())
                .contains("gh api --method PUT repos/acme/orders/environments/prod-approval --input - <<<'{")
                .contains(
                        "\"reviewers\":[{\"type\":\"User\",\"id\":1},{\"type\":\"User\",\"id\":2}],\"prevent_self_review\":true")
                .contains("gh variable set AWS_REGION --repo acme/orders --env staging --body eu-central-1")
                .contains("gh api --method POST repos/acme/orders/rulesets --input - <<<'{");
        assertThat(commands.read("github/calls")).doesNotContain("--method", "variable set");
    }

    @Test
    void a_single_reviewer_may_approve_their_own_pushes_and_a_single_developer_is_not_locked_out() {
        commands.answer("github/collaborators", "[{\"login\": \"releaser\", \"permissions\": {\"push\": true}}]");
        var alone = github("--reviewer", "releaser");
        assertThat(alone.code()).isZero();
        assertThat(alone.said()).contains("releaser is the only reviewer", "main requires no review");
        assertThat(json("github/environment-prod-approval")
                        .at("/protection_rules/1/prevent_self_review")
                        .asBoolean(true))
                .isFalse();
        assertThat(json("github/rulesets")
                        .at("/0/rules/2/parameters/required_approving_review_count")
                        .asInt(-1))
                .isZero();

        commands.answer("github/members", "{\"acme/platform\": [\"releaser\"]}");
        assertThat(github("--reviewer", "releaser", "--reviewer", "acme/platform")
                        .code())
                .isZero();
        assertThat(json("github/environment-prod-approval")
                        .at("/protection_rules/1/prevent_self_review")
                        .asBoolean(true))
                .as("a team of one and the same person")
                .isFalse();
    }

    @Test
    void without_support_for_reviewers_nothing_is_set_up_and_the_alternatives_are_listed() {
        repository("private");
        commands.answer("github/organization", "{\"plan\": {\"name\": \"team\"}}");
        var refused = github("--reviewer", "releaser", "--reviewer", "developer");
        assertThat(refused.code()).isOne();
        assertThat(refused.said())
                .contains("required reviewers are not available there without GitHub Enterprise: ", "staging", "prod")
                .contains("make the repository public", "GitHub Enterprise", "foundation.unreviewed");
        assertThat(commands.read("github/calls")).doesNotContain("--method");

        commands.answer("github/organization", "{\"plan\": {\"name\": \"enterprise\"}}");
        assertThat(github("--reviewer", "releaser", "--reviewer", "developer").code())
                .isZero();
    }

    @Test
    void an_unknown_github_plan_is_detected_by_the_refusal() {
        repository("private");
        commands.answer("github/organization", "{}");
        commands.answer("github/no-reviewers", "");
        var refused = github("--reviewer", "releaser", "--reviewer", "developer");
        assertThat(refused.code()).isOne();
        assertThat(refused.said()).contains("HTTP 422", "foundation.unreviewed");
    }

    @Test
    void an_environment_without_approval_is_set_up_without_reviewers_and_a_warning_is_printed() {
        repository("private");
        commands.answer("github/organization", "{\"plan\": {\"name\": \"team\"}}");
        commands.answer("github/no-reviewers", "");
        unreviewed("[\"staging\", \"prod\"]");
        var without = github();
        assertThat(without.code()).isZero();
        assertThat(without.said()).contains("prod needs no approval");
        assertThat(json("github/policies-prod-approval")).hasSize(1);
    }

    @Test
    void all_problems_are_reported_at_once() {
        commands.answer("github/repository", """
                {"full_name": "acme/orders", "visibility": "public", "default_branch": "master", "owner": {"login": "acme", "type": "User"},
                 "permissions": {"admin": false}}
                """);
        commands.answer("whoami", "{\"url\": \"file:///home/me\"}");
        commands.answer("config-prod", "{}");
        var refused = github("--reviewer", "nobody", "--reviewer", "acme/none");
        assertThat(refused.code()).isOne();
        assertThat(refused.said())
                .contains("You are not an administrator of acme/orders", "default branch of acme/orders is master")
                .contains("on this machine", "Pulumi.prod.yaml lacks", "no user nobody", "no team acme/none");
        assertThat(github().said()).contains("There is no reviewer for prod, staging");
        assertThat(commands.read("github/calls")).doesNotContain("--method");
    }

    @Test
    void an_approved_run_goes_ahead() {
        reviewers("{\"type\": \"User\"}");
        approved("approved", "prod-approval");
        var approved = commands.run(RUN, "check-approval", "prod");
        assertThat(approved.code()).isZero();
        assertThat(approved.said()).contains("run 42 was approved by developer");
    }

    @Test
    void a_run_without_approval_for_this_environment_stops() {
        reviewers("{\"type\": \"User\"}");
        for (var review : new String[][] {{"rejected", "prod-approval"}, {"approved", "staging-approval"}}) {
            approved(review[0], review[1]);
            var refused = commands.run(RUN, "check-approval", "prod");
            assertThat(refused.code()).isOne();
            assertThat(refused.said())
                    .contains("No reviewer approved run 42 for the environment prod-approval", "foundation.unreviewed");
        }
    }

    @Test
    void an_environment_without_reviewers_stops_unless_the_foundation_allows_it() {
        approved("approved", "prod-approval");
        var missing = commands.run(RUN, "check-approval", "prod");
        assertThat(missing.code()).isOne();
        assertThat(missing.said()).contains("no environment prod-approval", "delivery/github --reviewer");

        reviewers("");
        assertThat(commands.run(RUN, "check-approval", "prod").said()).contains("has no required reviewer");

        unreviewed("[\"prod\"]");
        var without = commands.run(RUN, "check-approval", "prod");
        assertThat(without.code()).isZero();
        assertThat(without.said()).contains("prod needs no approval: foundation.unreviewed in Pulumi.foundation.yaml");
        assertThat(commands.run(RUN, "check-approval", "staging").code()).isOne();
    }

    @Test
    void a_failed_query_to_github_or_of_the_plan_does_not_count_as_approval() {
        reviewers("{\"type\": \"User\"}");
        assertThat(commands.run(RUN, "check-approval", "prod").said())
                .contains("does not return the approvals of run 42");
        approved("rejected", "prod-approval");
        commands.silence("plan-foundation");
        assertThat(commands.run(RUN, "check-approval", "prod").code()).isOne();
        assertThat(commands.run("check-approval", "prod").code()).isEqualTo(2);
    }

    private Said github(String... words) {
        var all = new String[words.length + 1];
        all[0] = "github";
        System.arraycopy(words, 0, all, 1, words.length);
        return commands.run(all);
    }

    private void repository(String visibility) {
        commands.answer("github/repository", """
                {"full_name": "acme/orders", "visibility": "%s", "default_branch": "main",
                 "owner": {"login": "acme", "type": "Organization"}, "permissions": {"admin": true}}
                """.formatted(visibility));
    }

    private void reviewers(String reviewers) {
        commands.answer(
                "github/environment-prod-approval",
                "{\"protection_rules\": [{\"type\": \"required_reviewers\", \"reviewers\": [%s]}]}"
                        .formatted(reviewers));
    }

    private void approved(String state, String environment) {
        commands.answer(
                "github/approvals",
                "[{\"state\": \"%s\", \"environments\": [{\"name\": \"%s\"}], \"user\": {\"login\": \"developer\"}}]"
                        .formatted(state, environment));
    }

    private void unreviewed(String environments) {
        commands.answer("plan-foundation", "{\"outputs\": {\"unreviewed\": %s}}".formatted(environments));
    }

    private static String config(String account) {
        return "{\"aws:region\": {\"value\": \"eu-central-1\"}, \"aws:allowedAccountIds\": {\"objectValue\": [\"%s\"]}}"
                .formatted(account);
    }

    private JsonNode json(String file) {
        return parse(commands.read(file));
    }

    private static JsonNode parse(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
