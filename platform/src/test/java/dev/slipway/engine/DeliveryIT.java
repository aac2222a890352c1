package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** As GitHub's jobs do it: each with the role that the foundation made for it, and IAM refusing what that may not do. */
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
        bench.raiseFoundation();
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
    void stagings_job_brings_up_an_environment_that_reaches_aws_by_endpoints_alone() {
        bench.deploying("staging");
        pulumi.set("staging", "network.egress", "endpoints");
        pulumi.up("staging").succeeded();
        promoted = pulumi.outputs("staging").path("imageDigest").asText();
        assertThat(promoted).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    @Order(2)
    void stagings_second_up_changes_nothing_nothing_has_drifted_and_a_previews_job_sees_that_too() {
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
        bench.as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        assertThat(pulumi.changes("staging")).isEmpty();
    }

    @Test
    @Order(3)
    void prods_job_brings_up_what_staging_runs() {
        bench.deploying("prod");
        pulumi.up("prod").succeeded();
        assertThat(pulumi.outputs("prod").path("imageDigest").asText()).isEqualTo(promoted);
    }

    @Test
    @Order(4)
    void stagings_next_image_rolls_out_there_and_changes_nothing_in_prod() {
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
    void previews_job_may_change_nothing() {
        bench.as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        pulumi.set("staging", "service.maximum", "6");
        assertThat(pulumi.up("staging").refused().said()).contains("RegisterScalableTarget", "AccessDenied");
    }

    @Test
    @Order(6)
    void a_roll_out_that_ecs_rolls_back_is_explained_with_the_rights_of_stagings_job() {
        bench.deploying("staging");
        pulumi.set("staging", "service.maximum", "4");
        pulumi.set("staging", "service.environment.SIMULATE_FAILURE", "health-check");
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
    void stagings_job_takes_it_down_again_to_the_last_thing_but_the_snapshot() {
        bench.deploying("staging");
        pulumi.destroy("staging").succeeded();
        var left = Inventory.of(bench.aws());
        left.removeAll(before);
        assertThat(left)
                .filteredOn(thing -> thing.contains("slipway-staging") || thing.contains("slipway/staging"))
                .singleElement()
                .asString()
                .contains(":snapshot:slipway-staging-final-");
    }
}
