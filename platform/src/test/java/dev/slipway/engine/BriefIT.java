package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes briefs with the role of a preview, and changes what was approved: image, settings, plan, state. */
@Story
class BriefIT {

    private static final String OTHER = "sha256:" + "abcd".repeat(16);
    private Workbench bench;
    private Pulumi pulumi;
    private Path approved;
    private Path plan;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(BriefIT.class);
        bench.project().addTools();
        pulumi = bench.pulumi();
        approved = bench.folder().resolve("brief.json");
        plan = bench.folder().resolve("plan.json");
        git("init", "-q", "-b", "main");
        commit("The running version (#1)");
        bench.deployFoundation();
        pulumi.init("staging");
        bench.aws().enforceIam();
        bench.deploying("staging");
        pulumi.up("staging").succeeded();
        // A build cannot be approved by its digest, so the rest of the story promotes one.
        pulumi.set("staging", "image.source", "digest");
        pulumi.set(
                "staging",
                "image.digest",
                pulumi.outputs("staging").path("imageDigest").asText());
        pulumi.up("staging").succeeded();
    }

    @AfterAll
    void clear() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    @Order(1)
    void a_brief_of_another_image_is_one_sentence_and_needs_only_the_rights_of_a_preview() {
        var digest = pulumi.outputs("staging").path("imageDigest").asText();
        bench.as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        pulumi.set("staging", "image.digest", OTHER);

        var brief = brief("staging").succeeded().out();

        assertThat(brief)
                .contains("**Only the image changes: from " + digest.substring(0, 19) + " to " + OTHER.substring(0, 19)
                        + " (app, migrate).**")
                .contains(
                        "No interruption is expected.", "a month, as before", "delivery/up staging --digest " + digest);
        pulumi.set("staging", "image.digest", digest);
    }

    @Test
    @Order(2)
    void a_brief_has_the_settings_commits_and_cost_of_an_update_and_none_of_its_secrets() throws IOException {
        bench.project().edit("app/src/main/resources/db/migration/V1__orders.sql", sql -> sql + "-- end\n");
        pulumi.set("staging", "services.app.minimum", "2");
        pulumi.set("staging", "services.app.environment.GREETING", "qxz-planted");
        commit("More tasks for @everyone (#2)");

        brief(
                        "staging",
                        "--save-plan",
                        plan.toString(),
                        "-o",
                        approved.toString(),
                        "-o",
                        file("brief.md"),
                        "-o",
                        file("brief.html"))
                .succeeded();

        var key = pulumi.run("stack", "output", "apiKey", "-s", "staging", "--show-secrets")
                .succeeded()
                .out()
                .strip();
        assertThat(key).hasSizeGreaterThan(20);
        for (var page : List.of("brief.md", "brief.html", "brief.json")) {
            assertThat(Files.readString(Path.of(file(page))))
                    .contains("More tasks for", "services.app.minimum", "GREETING", "V1__orders.sql")
                    .doesNotContain("qxz-planted", key);
        }
        assertThat(Files.readString(plan)).doesNotContain(key);
    }

    @Test
    @Order(3)
    void what_was_approved_is_accepted_as_long_as_nothing_differs() {
        verify().succeeded();
    }

    @Test
    @Order(4)
    void another_image_is_refused() {
        var digest = pulumi.outputs("staging").path("imageDigest").asText();
        pulumi.set("staging", "image.digest", OTHER);
        assertThat(verify().refused().err()).contains("  image: ", digest + " → " + OTHER);
        pulumi.set("staging", "image.digest", digest);
    }

    @Test
    @Order(5)
    void another_setting_is_refused() {
        pulumi.set("staging", "observability.logDays", "14");
        assertThat(verify().refused().err())
                .contains("  settings: ", "observability.logDays: none → 14")
                .doesNotContain("  image: ", "  state: ");
        pulumi.run("config", "rm", "-s", "staging", "--path", "slipway:observability.logDays")
                .succeeded();
    }

    @Test
    @Order(6)
    void code_that_changes_the_plan_is_refused() {
        var name = "platform/src/main/java/dev/slipway/edge/Targets.java";
        var code = bench.project().read(name);
        bench.project().edit(name, text -> text.replace(".deregistrationDelay(15)", ".deregistrationDelay(16)"));
        assertThat(verify().refused().err())
                .contains("  plan: slipway-staging-app (target group): same → update.")
                .doesNotContain("  image: ", "  settings: ", "  state: ");
        bench.project().edit(name, _ -> code);
    }

    @Test
    @Order(7)
    void the_plan_itself_is_applied_and_refuses_another_change() {
        bench.deploying("staging");
        pulumi.set("staging", "services.app.maximum", "6");
        var refused = pulumi.up("staging", "--plan=" + plan).refused().said();
        assertThat(refused).contains("violates plan");
        pulumi.set("staging", "services.app.maximum", "4");
        pulumi.run("config", "rm", "-s", "staging", "--path", "slipway:services.app.maximum")
                .succeeded();
        pulumi.up("staging", "--plan=" + plan).succeeded();
    }

    @Test
    @Order(8)
    void another_update_of_the_state_is_refused() {
        assertThat(verify().refused().err())
                .contains("  state: another update or refresh changed it: ")
                .doesNotContain("  image: ", "  settings: ");
    }

    private Run brief(String... arguments) {
        var command = new ArrayList<>(List.of("./slipway", "brief"));
        command.addAll(List.of(arguments));
        return pulumi.exec(command);
    }

    private Run verify() {
        return brief("staging", "--verify", approved.toString());
    }

    private String file(String name) {
        return bench.folder().resolve(name).toString();
    }

    private void commit(String subject) {
        git("add", "-A");
        git("-c", "user.name=A developer", "-c", "user.email=dev@example.com", "commit", "-q", "-m", subject);
    }

    private void git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        pulumi.exec(command).succeeded();
    }
}
