package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.ImageSettings.Source;
import dev.slipway.settings.Settings;
import dev.slipway.settings.StackConfig;
import dev.slipway.toolbox.delivery.Workflow.Job;
import dev.slipway.toolbox.delivery.Workflow.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static dev.slipway.toolbox.delivery.Workflow.REPOSITORY;
import static dev.slipway.toolbox.delivery.Workflow.names;
import static org.assertj.core.api.Assertions.assertThat;

/** The chain from a commit to production, read off the workflow files. */
class WorkflowsTest {

    private final Workflow ci = Workflow.of("ci.yml");
    private final Workflow deploy = Workflow.of("deploy.yml");
    private final Job staging = deploy.job("staging");
    private final Job prod = deploy.job("prod");

    @Test
    void aDeploymentBeginsWithAPushToMainAndTheTestsOfThatVeryCommit() {
        assertThat(deploy.triggers()).containsExactly("push");
        assertThat(names(deploy.root().at("/on/push"))).containsExactly("branches");
        assertThat(deploy.root().at("/on/push/branches"))
                .extracting(JsonNode::asText)
                .containsExactly("main");

        assertThat(deploy.jobs()).containsOnlyKeys("ci", "staging", "prod");
        assertThat(deploy.job("ci").node().path("uses").asText()).isEqualTo("./.github/workflows/ci.yml");
        assertThat(staging.needs()).isEqualTo("ci");
        assertThat(prod.needs()).isEqualTo("staging");
        // Another commit than the run's own would be one that these tests have not seen.
        assertThat(steps())
                .filteredOn(step -> step.uses().startsWith("actions/checkout@"))
                .allSatisfy(checkout -> {
                    assertThat(checkout.with("ref")).isEmpty();
                    assertThat(checkout.with("repository")).isEmpty();
                    assertThat(checkout.with("persist-credentials")).isEqualTo("false");
                });
    }

    @Test
    void aJobThatNeedsAnotherNeverRunsAfterItsFailure() {
        assertThat(staging.node().path("if").asText()).isEqualTo("vars.DELIVERY == 'on'");
        assertThat(prod.node().has("if")).isFalse();
        assertThat(Workflow.all())
                .allSatisfy(workflow -> assertThat(workflow.text())
                        .doesNotContain("continue-on-error", "always()", "failure()", "cancelled()"));
    }

    @Test
    void ciRunsTheReadmesTestsAndPlansAndDrawsTheStacks() {
        assertThat(ci.triggers()).containsExactly("pull_request", "push", "workflow_call");
        assertThat(ci.root().at("/on/push/branches-ignore"))
                .extracting(JsonNode::asText)
                .containsExactly("main");
        var verify = ci.job("verify");
        assertThat(verify.running("./mvnw -B -ntp verify")).isLessThan(verify.running("./slipway plan \"$stack\" >"));
        assertThat(verify.steps()
                        .get(verify.running("./slipway plan \"$stack\" --json"))
                        .run())
                .contains("for stack in foundation staging prod; do");
        assertThat(verify.running("./slipway diagram")).isPositive();
        assertThat(verify.using("actions/upload-artifact").with("path")).isEqualTo("target/plans/");
        assertThat(verify.using("actions/setup-java").with("java-version")).isEqualTo("25");
        assertThat(ci.job("workflows").running(".ci/workflows")).isPositive();
    }

    @Test
    void nobodyElsesCodeRunsWithRights() {
        assertThat(Workflow.all())
                .flatExtracting(Workflow::triggers)
                .isSubsetOf("push", "pull_request", "workflow_call");
    }

    @Test
    void everyActionIsPinnedByItsCommitAndNamesItsRelease() {
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
    void jobsMayReadTheCodeAndOnlyThoseOfAnEnvironmentSignInToAws() {
        assertThat(Workflow.all()).allSatisfy(workflow -> {
            assertThat(workflow.root().has("permissions")).isTrue();
            assertThat(workflow.root().path("permissions")).isEmpty();
        });
        assertThat(Workflow.all().stream().flatMap(workflow -> workflow.jobs().values().stream()))
                .allSatisfy(job -> assertThat(job.node().path("permissions").toString())
                        .isEqualTo(
                                job.environment().isEmpty()
                                        ? "{\"contents\":\"read\"}"
                                        : "{\"contents\":\"read\",\"id-token\":\"write\"}"));
    }

    @Test
    void eachDeployJobNamesItsOwnEnvironmentWhichTheFoundationMakesARoleFor() {
        var foundation = (FoundationSettings) Settings.read(StackConfig.fromFiles(REPOSITORY, "foundation"));
        var environments =
                deploy.jobs().values().stream().filter(job -> !job.calls()).toList();
        assertThat(environments)
                .allSatisfy(job -> assertThat(job.environment()).isEqualTo(job.id()))
                .extracting(Job::id)
                .containsExactlyInAnyOrderElementsOf(foundation.foundation().environments());
        assertThat(ci.jobs().values())
                .allSatisfy(job -> assertThat(job.environment()).isEmpty());
    }

    @Test
    void noKeyIsStoredAndTheAccountIsChecked() {
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
    void theImageThatStagingRanIsTheOneThatProductionGets() {
        assertThat(staging.node().at("/outputs/digest").asText()).isEqualTo("${{ steps.stack.outputs.digest }}");
        var told = staging.steps().get(staging.running("digest=$(pulumi stack output imageDigest --stack staging)"));
        assertThat(told.node().path("id").asText()).isEqualTo("stack");
        assertThat(told.run()).contains("'digest=%s\\nurl=%s\\n' \"$digest\" \"$url\" >>\"$GITHUB_OUTPUT\"");

        assertThat(prod.node().at("/env/DIGEST").asText()).isEqualTo("${{ needs.staging.outputs.digest }}");
        assertThat(prod.steps().get(prod.running("pulumi up")).run().lines())
                .containsExactly(
                        "pulumi config set --stack prod --path slipway:image.digest \"$DIGEST\"",
                        "pulumi up --stack prod --yes --non-interactive");
        assertThat(prod.running("delivery/verdict prod \"$DIGEST\"")).isGreaterThan(prod.running("pulumi up"));
    }

    @Test
    void stagingBuildsAndProductionNever() {
        assertThat(source("staging")).isEqualTo(Source.BUILD);
        assertThat(source("prod")).isEqualTo(Source.DIGEST);
        assertThat(staging.using("docker/setup-buildx-action").uses()).isNotEmpty();
        assertThat(prod.node().toString()).doesNotContainIgnoringCase("docker", "buildx", "image.source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void aRollOutIsPreparedAndJudgedByEcsAndByASmokeTest(String environment) {
        var job = deploy.job(environment);
        assertThat(List.of(
                        job.running("delivery/check-alarms " + environment),
                        job.running("pulumi up --stack " + environment),
                        job.running("delivery/verdict " + environment),
                        job.running("delivery/smoke \"$URL\"")))
                .isSorted();
        assertThat(job.node().at("/concurrency/group").asText()).isEqualTo(environment);
        assertThat(job.node().at("/concurrency/cancel-in-progress").asBoolean(true))
                .isFalse();
    }

    @Test
    void anImageIsKeptBeforeProductionNeedsItAndOnceStagingHasProvenIt() {
        assertThat(prod.running("delivery/tag-image prod \"$DIGEST\"")).isLessThan(prod.running("pulumi up"));
        assertThat(staging.running("delivery/tag-image staging \"$DIGEST\""))
                .isGreaterThan(staging.running("delivery/smoke"));
    }

    @Test
    void aStepIsACommandThatRunsOnALaptopToo() {
        // An expression would be pasted into the script: it runs nowhere else, and whoever names a branch writes code.
        assertThat(steps()).allSatisfy(step -> assertThat(step.run()).doesNotContain("${{"));
        var commands = steps().flatMap(step -> step.run().lines())
                .map(String::strip)
                .filter(line -> line.matches("(delivery|\\.ci)/.*|\\./(mvnw|slipway) .*"))
                .map(line -> REPOSITORY.resolve(line.replaceFirst(" .*", "")).normalize())
                .distinct();
        assertThat(commands).hasSize(7).allSatisfy(file -> assertThat(file).isExecutable());
    }

    @Test
    void noJobHangsForHours() {
        assertThat(Workflow.all().stream().flatMap(workflow -> workflow.jobs().values().stream()))
                .filteredOn(job -> !job.calls())
                .allSatisfy(job ->
                        assertThat(job.node().path("timeout-minutes").asInt()).isBetween(1, 60));
    }

    private static Source source(String stack) {
        var settings = (EnvironmentSettings) Settings.read(StackConfig.fromFiles(REPOSITORY, stack));
        return settings.image().source();
    }

    private static Stream<Step> steps() {
        return Workflow.all().stream()
                .flatMap(workflow -> workflow.jobs().values().stream())
                .flatMap(job -> job.steps().stream());
    }
}
