package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.delivery.Workflow.Job;
import dev.slipway.toolbox.delivery.Workflow.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static dev.slipway.toolbox.delivery.Workflow.REPOSITORY;
import static dev.slipway.toolbox.delivery.Workflow.names;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks the chain from a commit to production in the workflow files. */
class WorkflowsTest {

    private static final List<String> SCANS = List.of("codeql.yml", "scorecard.yml");

    private final Workflow ci = Workflow.of("ci.yml");
    private final Workflow deploy = Workflow.of("deploy.yml");
    private final Job staging = deploy.job("staging");
    private final Job prod = deploy.job("prod");

    @Test
    void a_deployment_begins_with_a_push_to_main_and_the_tests_of_that_commit() {
        assertThat(deploy.triggers()).containsExactly("push");
        assertThat(names(deploy.root().at("/on/push"))).containsExactly("branches");
        assertThat(deploy.root().at("/on/push/branches"))
                .extracting(JsonNode::asText)
                .containsExactly("main");

        assertThat(deploy.jobs()).containsKeys("ci", "approve-staging", "staging", "approve-prod", "prod");
        assertThat(deploy.job("ci").node().path("uses").asText()).isEqualTo("./.github/workflows/ci.yml");
        assertThat(deploy.job("approve-staging").needs()).containsExactly("ci");
        assertThat(staging.needs()).containsExactly("ci", "approve-staging");
        assertThat(deploy.job("approve-prod").needs()).containsExactly("staging");
        assertThat(prod.needs()).containsExactly("ci", "staging", "approve-prod");
        // These tests would not have checked any other commit.
        assertThat(steps())
                .filteredOn(step -> step.uses().startsWith("actions/checkout@"))
                .allSatisfy(checkout -> {
                    assertThat(checkout.with("ref")).isEmpty();
                    assertThat(checkout.with("repository")).isEmpty();
                    assertThat(checkout.with("persist-credentials")).isEqualTo("false");
                });
    }

    @Test
    void no_job_runs_after_a_failure_or_while_delivery_is_off() {
        // A condition without a status function holds only if all needed jobs succeeded.
        assertThat(deploy.jobs().values())
                .filteredOn(job -> !job.calls())
                .allSatisfy(job -> assertThat(job.node().path("if").asText()).isEqualTo("vars.DELIVERY == 'on'"));
        assertThat(Workflow.all())
                .allSatisfy(workflow -> assertThat(workflow.text())
                        .doesNotContain("continue-on-error", "always()", "failure()", "cancelled()"));
    }

    @Test
    void github_runs_the_same_commands_as_a_developer() throws IOException {
        assertThat(ci.triggers()).containsExactly("pull_request", "push", "workflow_call");
        assertThat(ci.root().at("/on/push/branches-ignore"))
                .extracting(JsonNode::asText)
                .containsExactly("main");
        var command = Pattern.compile("(\\.ci/|\\./mvnw |\\./slipway ).*");
        var here = Files.readString(REPOSITORY.resolve(".ci/run"))
                .lines()
                .filter(line -> command.matcher(line).matches())
                .toList();
        var there = ci.jobs().values().stream()
                .flatMap(job -> job.steps().stream())
                .flatMap(step -> step.run().lines())
                .filter(line -> command.matcher(line).matches())
                .toList();
        assertThat(here).hasSizeGreaterThan(4);
        assertThat(there).containsExactlyInAnyOrderElementsOf(here);

        var verify = ci.job("verify");
        assertThat(verify.running(".ci/plans")).isGreaterThan(verify.running("./mvnw -B -ntp verify"));
        assertThat(verify.steps())
                .filteredOn(step -> step.uses().startsWith("actions/upload-artifact@"))
                .extracting(step -> step.with("path"))
                .containsExactly("target/plans/");
        assertThat(verify.using("codecov/codecov-action").with("files")).isEqualTo("target/coverage/jacoco.xml");
        assertThat(verify.using("actions/setup-java").with("java-version")).isEqualTo("25");
    }

    @Test
    void the_runner_follows_the_architecture_of_the_image() {
        var verify = ci.job("verify");
        assertThat(ci.root().at("/on/workflow_call/outputs/runners/value").asText())
                .isEqualTo("${{ jobs.verify.outputs.runners }}");
        assertThat(verify.node().at("/outputs/runners").asText()).isEqualTo("${{ steps.runners.outputs.runners }}");
        var step = verify.steps().get(verify.running("runners=$(delivery/runners)"));
        assertThat(step.node().path("id").asText()).isEqualTo("runners");
        assertThat(step.run()).contains("'runners=%s\\n' \"$runners\" >>\"$GITHUB_OUTPUT\"");
        assertThat(deployments())
                .allSatisfy(job -> assertThat(job.node().path("runs-on").asText())
                        .isEqualTo("${{ fromJSON(needs.ci.outputs.runners).%s }}", job.id()));
    }

    @Test
    void only_reviewed_code_runs_with_permissions() {
        assertThat(Workflow.all())
                .flatExtracting(Workflow::triggers)
                .isSubsetOf("push", "pull_request", "schedule", "workflow_call", "workflow_dispatch");
    }

    @Test
    void every_action_is_pinned_to_a_commit_with_its_release_in_a_comment() {
        var pinned = Pattern.compile("uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
        var lines = Workflow.all().stream()
                .flatMap(workflow -> workflow.text().lines())
                .map(line -> line.strip().replaceFirst("^- ", ""))
                .filter(line -> line.startsWith("uses:") && !line.startsWith("uses: ./"))
                .toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches(pinned));
        assertThat(lines)
                .hasSameSizeAs(steps().filter(step -> !step.uses().isEmpty()).toList());
        assertThat(lines.stream().distinct().map(line -> line.replaceFirst("@.*", "")))
                .as("one release of each action")
                .doesNotHaveDuplicates();
    }

    @Test
    void jobs_may_read_the_code_and_only_deploy_jobs_sign_in_to_aws() {
        assertThat(Workflow.all()).allSatisfy(workflow -> {
            assertThat(workflow.root().has("permissions")).isTrue();
            assertThat(workflow.root().path("permissions")).isEmpty();
        });
        assertThat(Workflow.all().stream()
                        .filter(workflow -> !SCANS.contains(workflow.file()))
                        .flatMap(workflow -> workflow.jobs().values().stream()))
                .allSatisfy(
                        job -> assertThat(job.node().path("permissions").toString())
                                .isEqualTo(
                                        job.id().startsWith("approve-")
                                                ? "{}"
                                                : job.environment().isEmpty()
                                                        ? "{\"contents\":\"read\"}"
                                                        : "{\"contents\":\"read\",\"actions\":\"read\",\"id-token\":\"write\"}"));
    }

    @Test
    void scans_may_upload_results_and_run_no_code_of_the_repository() {
        var rights = "\"contents\":\"read\",\"actions\":\"read\",\"security-events\":\"write\"";
        assertThat(Workflow.of("codeql.yml").job("analyze").node().path("permissions"))
                .hasToString("{%s}", rights);
        // No role in AWS admits this token, because the job names no environment.
        assertThat(Workflow.of("scorecard.yml").job("analyze").node().path("permissions"))
                .hasToString("{%s,\"id-token\":\"write\"}", rights);
        assertThat(SCANS.stream().flatMap(file -> Workflow.of(file).jobs().values().stream()))
                .hasSize(SCANS.size())
                .allSatisfy(job -> {
                    assertThat(job.environment()).isEmpty();
                    assertThat(job.steps())
                            .allSatisfy(
                                    step -> assertThat(step.uses())
                                            .matches(
                                                    "(actions/checkout|github/codeql-action/[a-z-]+|ossf/scorecard-action)@.*"));
                });
    }

    @Test
    void approvals_wait_without_a_lock_and_deployments_hold_one() {
        assertThat(deployments()).allSatisfy(job -> {
            // The role of a job is bound to the environment's name.
            assertThat(job.environment()).isEqualTo(job.id());
            assertThat(job.node().path("concurrency").toString())
                    .isEqualTo("{\"group\":\"%s\",\"cancel-in-progress\":false,\"queue\":\"max\"}".formatted(job.id()));

            var approval = deploy.job("approve-" + job.id());
            assertThat(job.needs()).contains(approval.id());
            assertThat(approval.environment()).isEqualTo(job.id() + "-approval");
            assertThat(approval.node().has("concurrency")).isFalse();
            assertThat(approval.steps()).hasSize(1);
        });
        assertThat(ci.jobs().values())
                .allSatisfy(job -> assertThat(job.environment()).isEmpty());
    }

    @Test
    void the_steps_of_a_deployment_are_in_a_safe_order() {
        assertThat(deployments()).allSatisfy(job -> {
            var signIn = job.steps().indexOf(job.using("aws-actions/configure-aws-credentials"));
            assertThat(List.of(
                            job.running("delivery/check-approval " + job.id()),
                            job.running(".mvn/pulumi compile"),
                            signIn,
                            job.running("delivery/check-commit " + job.id()),
                            job.running("delivery/check-alarms " + job.id()),
                            job.running("exec delivery/up " + job.id())))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(job.steps().subList(0, job.running("delivery/check-approval")))
                    .allSatisfy(step -> assertThat(step.uses()).startsWith("actions/"));
            assertThat(job.using("actions/checkout").with("fetch-depth")).isEqualTo("0");
            assertThat(job.steps().subList(signIn, job.steps().size()))
                    .as("nothing of Maven's runs with rights in AWS")
                    .allSatisfy(step -> assertThat(step.run()).doesNotContain("mvn", "slipway"));
            assertThat(job.steps())
                    .filteredOn(step -> step.node().toString().contains("github.token"))
                    .containsExactly(job.steps().get(job.running("delivery/check-approval")));
        });
    }

    @Test
    void no_keys_are_stored_and_the_account_is_checked() {
        assertThat(Workflow.all())
                .allSatisfy(workflow -> assertThat(workflow.text())
                        .doesNotContainIgnoringCase(
                                "secrets.", "secrets:", "aws-access-key", "aws_access_key", "passphrase"));
        assertThat(Stream.of(staging, prod)).allSatisfy(job -> {
            var signIn = job.using("aws-actions/configure-aws-credentials");
            assertThat(signIn.with("role-to-assume")).isEqualTo("${{ vars.DEPLOY_ROLE_ARN }}");
            assertThat(signIn.with("allowed-account-ids")).isEqualTo("${{ vars.AWS_ACCOUNT_ID }}");
            assertThat(job.node().at("/env/PULUMI_BACKEND_URL").asText()).isEqualTo("${{ vars.PULUMI_BACKEND_URL }}");
        });
    }

    @Test
    void production_gets_the_image_that_staging_ran() {
        assertThat(staging.node().at("/outputs/digests").asText()).isEqualTo("${{ steps.stack.outputs.digests }}");
        var step = staging.steps().get(staging.running("digests=$(delivery/digests staging)"));
        assertThat(step.node().path("id").asText()).isEqualTo("stack");
        assertThat(step.run()).contains("'digests=%s\\nurl=%s\\n' \"$digests\" \"$url\" >>\"$GITHUB_OUTPUT\"");

        assertThat(prod.node().at("/env/DIGESTS").asText()).isEqualTo("${{ needs.staging.outputs.digests }}");
        assertThat(prod.steps().get(prod.running("exec delivery/up")).run().lines())
                .containsExactly(
                        "delivery/digests prod \"$DIGESTS\"",
                        "exec delivery/up prod --digest \"$DIGESTS\" --yes --non-interactive");
    }

    @Test
    void staging_builds_and_production_never() {
        var up = staging.running("exec delivery/up staging");
        assertThat(List.of(
                        staging.steps().indexOf(staging.using("docker/setup-qemu-action")),
                        staging.steps().indexOf(staging.using("docker/setup-buildx-action")),
                        up))
                .isSorted();
        assertThat(staging.steps()
                        .get(up)
                        .node()
                        .at("/env/BUILDX_NO_DEFAULT_ATTESTATIONS")
                        .asText())
                .isEqualTo("1");
        assertThat(prod.node().toString()).doesNotContainIgnoringCase("docker", "buildx", "qemu", "image.source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void a_rollout_is_checked_before_and_explained_after_and_a_smoke_test_follows(String environment) {
        var job = deploy.job(environment);
        assertThat(List.of(
                        job.running("delivery/check-alarms " + environment),
                        job.running("exec delivery/up " + environment),
                        job.running("delivery/smoke \"$URL\"")))
                .isSorted();
        assertThat(job.steps()).allSatisfy(step -> assertThat(step.run()).doesNotContain("pulumi up"));
    }

    @Test
    void an_image_is_tagged_after_staging_and_before_production() {
        assertThat(prod.running("delivery/tag-image prod \"$DIGESTS\"")).isLessThan(prod.running("exec delivery/up"));
        assertThat(staging.running("delivery/tag-image staging \"$DIGESTS\""))
                .isGreaterThan(staging.running("delivery/smoke"));
    }

    @Test
    void each_step_is_a_command_that_also_runs_on_a_laptop() {
        // An expression would be inserted into the script, which then runs only on GitHub, and a branch name could
        // inject code.
        assertThat(steps()).allSatisfy(step -> assertThat(step.run()).doesNotContain("${{"));
        var commands = steps().flatMap(step -> step.run().lines())
                .map(String::strip)
                .filter(line -> line.matches("(exec )?(delivery|\\.ci|\\.mvn)/.*|\\./(mvnw|slipway) .*"))
                .map(line -> line.replaceFirst("^exec ", ""))
                .map(line -> REPOSITORY.resolve(line.replaceFirst(" .*", "")).normalize())
                .distinct();
        assertThat(commands)
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(file).isExecutable());
    }

    @Test
    void dependabot_updates_actions_libraries_and_images() {
        var dependabot = Workflow.yaml(REPOSITORY.resolve(".github/dependabot.yml"));
        assertThat(dependabot.path("updates").findValuesAsText("package-ecosystem"))
                .containsExactly("github-actions", "maven", "pip", "docker");
        assertThat(dependabot.findPath("directories").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        folder -> assertThat(REPOSITORY.resolve(folder.asText().substring(1) + "/requirements.txt"))
                                .exists());
    }

    @Test
    void every_job_has_a_short_timeout() {
        assertThat(Workflow.all().stream().flatMap(workflow -> workflow.jobs().values().stream()))
                .filteredOn(job -> !job.calls())
                .allSatisfy(job ->
                        assertThat(job.node().path("timeout-minutes").asInt()).isBetween(1, 60));
    }

    /** The deploy jobs, including those of a team: all except ci and the approvals. */
    private List<Job> deployments() {
        return deploy.jobs().values().stream()
                .filter(job -> !job.calls() && !job.id().startsWith("approve-"))
                .toList();
    }

    private static Stream<Step> steps() {
        return Workflow.all().stream()
                .flatMap(workflow -> workflow.jobs().values().stream())
                .flatMap(job -> job.steps().stream());
    }
}
