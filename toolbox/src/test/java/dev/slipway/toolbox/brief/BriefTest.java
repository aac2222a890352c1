package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BriefTest {

    private static final String RUNNING = "sha256:d35d7e975f499079df054c6a3602370bbc759c9330f205942a23e1ee7d04b215";
    private static final String NEXT = "sha256:" + "abcd".repeat(16);

    @TempDir
    Path folder;

    private SampleBrief sample;

    @BeforeEach
    void prepare() throws IOException {
        sample = new SampleBrief("preview.json", folder);
        sample.repository(folder.resolve("repository"));
    }

    private SampleBrief other(String preview) {
        var other = new SampleBrief(preview, sample.repository);
        ((ObjectNode) other.history.path(0))
                .set("environment", sample.history.path(0).path("environment"));
        return other;
    }

    @Test
    void changes_are_told_with_the_names_and_values_that_people_know() {
        var brief = sample.brief();

        assertThat(brief.verdict())
                .contains("the database does not answer for several minutes")
                .endsWith("no data is deleted.");
        assertThat(BriefMarkdown.of(brief))
                .contains("| database `database-instance` | `instanceClass`: db.t4g.micro → db.t4g.small |")
                .contains("`container app variable GREETING`: is added")
                .contains("| number of tasks `service-app-scaling-tasks` | `minCapacity`: 1 → 2 |");
    }

    @Test
    void an_update_of_nothing_but_the_image_is_one_sentence() {
        var digest = other("preview-digest.json");

        assertThat(digest.brief().verdict())
                .isEqualTo("Only the image changes: from sha256:d35d7e975f49 to sha256:abcdabcdabcd (app, migrate).");
        assertThat(other("preview-build.json").brief().verdict())
                .isEqualTo("Only the image changes: it is built during the update.");
    }

    @Test
    void an_update_without_changes_says_so() {
        sample.preview.set("steps", Json.MAPPER.createArrayNode());

        var brief = sample.brief();

        assertThat(brief.verdict()).isEqualTo("Nothing changes.");
        assertThat(BriefMarkdown.of(brief)).contains("None, because nothing changes.", "Nothing to go back from.");
    }

    @Test
    void losses_of_data_come_first() {
        sample.lose("delete", "aws:efs/fileSystem:FileSystem");
        sample.lose("create-replacement", "aws:rds/instance:Instance");

        var brief = sample.brief();

        assertThat(brief.verdict()).startsWith("Data is lost:").contains("file system files-files is deleted");
        assertThat(brief.losses())
                .extracting(ResourceChange::kind)
                .containsExactlyInAnyOrder("database", "file system");
        var page = BriefMarkdown.of(brief);
        assertThat(page.indexOf("[!CAUTION]")).isPositive().isLessThan(page.indexOf("What changes"));
        assertThat(page).contains("> **File system `files-files` is deleted.** This loses all files");
        assertThat(brief.back()).anyMatch(each -> each.contains("Deleted data does not come back"));
    }

    @Test
    void unchanged_resources_cost_the_same_in_the_state_and_in_the_plan() {
        var cost = sample.brief().cost();

        assertThat(cost.lines()).isEmpty();
        assertThat(cost.before()).isEqualByComparingTo(cost.after()).isPositive();
    }

    @Test
    void a_resource_that_only_the_state_has_makes_the_update_cheaper() {
        var gateway = Json.MAPPER.createObjectNode();
        for (var resource : sample.state.at("/deployment/resources")) {
            if (resource.path("type").asText().equals("aws:ec2/natGateway:NatGateway")) {
                gateway.setAll((ObjectNode) resource.deepCopy());
            }
        }
        gateway.put("urn", gateway.path("urn").asText() + "-2");
        ((com.fasterxml.jackson.databind.node.ArrayNode) sample.state.at("/deployment/resources")).add(gateway);

        var cost = sample.brief().cost();

        assertThat(cost.before()).isGreaterThan(cost.after());
        assertThat(cost.lines()).first().asString().contains("NAT");
    }

    @Test
    void commits_have_their_pull_requests_and_migrations_their_risks() throws IOException {
        sample.commit(
                "app/src/main/resources/db/migration/V3__prices.sql",
                "ALTER TABLE orders DROP COLUMN note;",
                "Prices (#12)");
        sample.commit("README.md", "two", "Better words");

        var brief = sample.brief();

        assertThat(brief.release().commits())
                .extracting(Release.Commit::subject, Release.Commit::pullRequest)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Better words", 0),
                        org.assertj.core.groups.Tuple.tuple("Prices (#12)", 12));
        assertThat(brief.verdict())
                .contains("1 migration with a risk: drops the column note with its values")
                .doesNotContain("no data is deleted");
        assertThat(BriefMarkdown.of(brief))
                .contains("Prices #12 (A developer)")
                .contains("- `app/src/main/resources/db/migration/V3__prices.sql`")
                .contains("**drops the column note with its values**");
    }

    @Test
    void going_back_lists_the_commits_that_would_not_run_any_more() throws IOException {
        var first = SampleBrief.git(sample.repository, "rev-parse", "HEAD");
        sample.commit("README.md", "two", "Newer (#2)");
        ((ObjectNode) sample.history.path(0).path("environment"))
                .put("git.head", SampleBrief.git(sample.repository, "rev-parse", "HEAD"));
        SampleBrief.git(sample.repository, "checkout", "-q", first);

        var release = sample.brief().release();

        assertThat(release.commits()).isEmpty();
        assertThat(release.removed()).extracting(Release.Commit::pullRequest).containsExactly(2);
        assertThat(release.notes()).anyMatch(note -> note.contains("goes back"));
    }

    @Test
    void evidence_counts_for_its_own_digest_and_the_rest_is_unknown() throws IOException {
        var digest = other("preview-digest.json");
        assertThat(digest.brief().images()).singleElement().satisfies(image -> {
            assertThat(image.before()).isEqualTo(RUNNING);
            assertThat(image.after()).isEqualTo(NEXT);
            assertThat(List.of(image.ran(), image.scan(), image.signature(), image.sbom()))
                    .containsOnly("unknown");
        });
        var file = Files.writeString(folder.resolve("evidence.json"), """
                {"images": {"%s": {"ranOn": "staging", "since": "2026-11-27T09:14:00Z", "healthy": true,
                 "scan": "no fixable HIGH or CRITICAL", "signature": "verified"}}}""".formatted(NEXT));
        digest.evidence = Evidence.read(file);

        assertThat(digest.brief().images()).singleElement().satisfies(image -> {
            assertThat(image.ran()).isEqualTo("staging since 2026-11-27T09:14:00Z, healthy");
            assertThat(image.scan()).isEqualTo("no fixable HIGH or CRITICAL");
            assertThat(image.provenance()).isEqualTo("unknown");
        });
    }

    @Test
    void no_form_of_a_brief_has_a_secret() throws IOException {
        var secrets = new Secrets();
        var task = sample.step("taskDefinition:TaskDefinition");
        var inputs = (ObjectNode) task.at("/newState/inputs");
        inputs.put(
                "containerDefinitions",
                inputs.path("containerDefinitions")
                        .asText()
                        .replace("hunter2-plain", secrets.next())
                        .replace(
                                "\"command\":[\"serve\"]",
                                "\"command\":[\"serve\",\"--password=%s\"]".formatted(secrets.next())));
        var database = (ObjectNode)
                sample.step("rds/instance:Instance").path("newState").path("inputs");
        var former = (ObjectNode)
                sample.step("rds/instance:Instance").path("oldState").path("inputs");
        // The state marks it, and the engine did not mask it.
        database.put("password", secrets.next());
        former.put("password", secrets.next());
        database.put("identifier", "postgres://admin:%s@host/app".formatted(secrets.next()));
        database.putObject("tags").put("greeting", secrets.next());
        database.put("monitoringRoleArn", secrets.next());
        database.putObject("name")
                .put("4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270")
                .put("plaintext", secrets.next());
        var reasons = sample.step("rds/instance:Instance").putArray("diffReasons");
        List.of("password", "identifier", "tags", "monitoringRoleArn", "name", "instanceClass")
                .forEach(reasons::add);
        var created = sample.preview.withArray("steps").addObject();
        created.put("op", "create")
                .put("urn", "urn:pulumi:staging::slipway::aws:ssm/parameter:Parameter::slipway-staging-greeting");
        created.putObject("newState")
                .put("type", "aws:ssm/parameter:Parameter")
                .putObject("inputs")
                .put("name", "/greeting?token=" + secrets.next())
                .put("value", secrets.next());
        var unknown = sample.preview.withArray("steps").addObject();
        unknown.put("op", "create").put("urn", "urn:pulumi:staging::slipway::acme:index:Thing::slipway-staging-thing");
        unknown.putObject("newState")
                .put("type", "acme:index:Thing")
                .putObject("inputs")
                .put("greeting", secrets.next());
        sample.preview
                .withArray("diagnostics")
                .addObject()
                .put("severity", "warning")
                .put(
                        "message",
                        "warning: calling https://user:%s@example.com/?api_key=%s"
                                .formatted(secrets.next(), secrets.next()));
        for (var resource : sample.state.at("/deployment/resources")) {
            if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
                ((ObjectNode) resource.path("outputs")).put("greeting", secrets.next());
            }
        }
        var config = (ObjectNode) sample.history.path(0).path("config");
        config.putObject("slipway:services")
                .put("value", "{\"app\":{\"environment\":{\"GREETING\":\"%s\"}}}".formatted(secrets.next()))
                .put("secret", false);
        config.putObject("slipway:domain").put("value", secrets.next()).put("secret", true);
        ((ObjectNode) sample.plan.path("config")).putObject("aws:secretKey").put("secure", "v1:" + secrets.next());
        ((ObjectNode) sample.plan.path("config"))
                .putObject("slipway:services")
                .putObject("app")
                .putObject("environment")
                .put("GREETING", secrets.next());
        sample.commit("a", "1", "Call https://bot:%s@example.com/x?sig=%s".formatted(secrets.next(), secrets.next()));
        sample.commit(
                "a",
                "2",
                "Use token: %s and ghp_%s".formatted(secrets.next(), "A1b2C3d4E5f6G7h8I9j0" + secrets.next()));
        sample.commit(
                "app/src/main/resources/db/migration/V9__user.sql",
                "CREATE USER x PASSWORD '%s'; DROP TABLE orders;".formatted(secrets.next()),
                "A user");
        sample.evidence = Evidence.read(Files.writeString(
                folder.resolve("evidence.json"),
                "{\"images\": {\"built during the update\": {\"scan\": \"https://scan?token=%s\"}}}"
                        .formatted(secrets.next())));

        var brief = sample.brief();

        var forms = List.of(BriefMarkdown.of(brief), BriefPage.of(brief, ""), brief.json());
        assertThat(forms).allSatisfy(form -> {
            assertThat(form).contains("GREETING", "V9__user.sql");
            assertThat(form).doesNotContainIgnoringCase(Secrets.COMMON);
        });
        assertThat(secrets.planted).isGreaterThan(20);
    }

    /** Different values that are recognized by a common part. */
    private static final class Secrets {

        static final String COMMON = "qxzplanted";

        int planted;

        String next() {
            planted++;
            return COMMON + planted;
        }
    }
}
