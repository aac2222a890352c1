package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs deployments like GitHub's jobs: each with its role of the foundation, while IAM refuses everything else. */
@Story
class DeliveryIT {

    private Workbench bench;
    private Pulumi pulumi;
    private FakeGitHub github;
    private Set<String> before;
    private String promoted;

    @BeforeAll
    void prepare() throws Exception {
        var aws = Equipment.deliveryNeeds("jq");
        bench = Workbench.ofATeam(DeliveryIT.class);
        github = FakeGitHub.in(bench.folder().resolve("github"), aws);
        pulumi = bench.pulumi();
        bench.deployFoundation();
        pulumi.init("staging");
        pulumi.init("prod");
        before = Inventory.of(bench.aws());
        bench.aws().enforceIam();
    }

    @AfterAll
    void clear() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    @Order(1)
    void stagings_job_deploys_an_environment_that_reaches_aws_only_by_endpoints() {
        bench.deploying("staging");
        pulumi.set("staging", "network.egress", "endpoints");
        pulumi.up("staging").succeeded();
        promoted = pulumi.outputs("staging").path("imageDigest").asText();
        assertThat(promoted).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    @Order(2)
    void a_second_up_of_staging_changes_nothing_without_drift_and_the_preview_job_agrees() {
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
        bench.as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        assertThat(pulumi.changes("staging")).isEmpty();
    }

    @Test
    @Order(3)
    void prods_job_deploys_stagings_image() {
        bench.deploying("prod");
        pulumi.up("prod").succeeded();
        assertThat(pulumi.outputs("prod").path("imageDigest").asText()).isEqualTo(promoted);
    }

    @Test
    @Order(4)
    void stagings_next_image_rolls_out_and_changes_nothing_in_prod() {
        bench.deploying("staging");
        bench.project().edit("app/src/main/java/dev/slipway/app/Main.java", code -> code + "// changed\n");
        pulumi.up("staging").succeeded();
        assertThat(pulumi.outputs("staging").path("imageDigest").asText())
                .matches("sha256:[0-9a-f]{64}")
                .isNotEqualTo(promoted);

        bench.as("prodPreviewRole", GitHubToken.ofMain());
        assertThat(pulumi.changes("prod")).isEmpty();
    }

    @Test
    @Order(5)
    void the_preview_job_cannot_change_anything() {
        bench.as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        pulumi.set("staging", "services.app.maximum", "6");
        assertThat(pulumi.up("staging").refused().said()).contains("RegisterScalableTarget", "AccessDenied");
    }

    @Test
    @Order(6)
    void stagings_job_has_the_rights_to_explain_a_rolled_back_rollout() {
        bench.deploying("staging");
        pulumi.set("staging", "services.app.maximum", "4");
        pulumi.set("staging", "services.app.environment.SIMULATE_FAILURE", "health-check");
        var up = pulumi.exec(
                List.of("bash", "-c", "exec delivery/up staging --yes --skip-preview --color=never --non-interactive"),
                github.environment());
        assertThat(up.exit()).as(up.said()).isOne();
        assertThat(up.said())
                .contains("staging was rolled back", "Cause (health-check)", "Container app: exit code 143")
                .contains("GET :8080/readyz, which expects 200: Health checks failed with these codes: [503]")
                .contains("Its log has no lines (/slipway/staging/app, app/app/")
                .doesNotContain("AccessDenied");
    }

    @Test
    @Order(7)
    void stagings_job_destroys_everything_except_the_snapshot() {
        bench.deploying("staging");
        pulumi.destroy("staging").succeeded();
        assertThat(Inventory.since(before, bench.aws()))
                .filteredOn(thing -> thing.contains("slipway-staging") || thing.contains("slipway/staging"))
                .singleElement()
                .asString()
                .contains(":snapshot:slipway-staging-final-");
    }
}
