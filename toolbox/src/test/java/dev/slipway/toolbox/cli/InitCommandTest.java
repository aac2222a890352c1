package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.init.ProjectFiles;
import dev.slipway.toolbox.init.Questions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class InitCommandTest {

    private static final String[] ALL = {
        "init",
        "--defaults",
        "--name",
        "shop",
        "--zone",
        "acme.dev",
        "--region",
        "us-east-1",
        "--account",
        "123456789012",
        "--repository",
        "acme@12/shop@34",
        "--email",
        "team@acme.dev"
    };

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path project;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.list(TestProject.FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, project.resolve(file.getFileName()));
            }
        }
        System.setProperty("slipway.project", project.toString());
    }

    @AfterEach
    void noProject() {
        System.clearProperty("slipway.project");
    }

    @Test
    void the_answers_are_written_and_everything_else_stays() {
        var before = files();

        assertThat(run(ALL)).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("Pulumi.yaml", "Pulumi.foundation.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "Next: ");
        assertThat(files().get("Pulumi.yaml"))
                .isEqualTo(before.get("Pulumi.yaml").replaceFirst("(?m)^name: .*", "name: shop"));
        assertThat(files().get("Pulumi.foundation.yaml"))
                .contains("us-east-1", "[\"123456789012\"]", "acme@12/shop@34", "zone: acme.dev", "\"team@acme.dev\"");
        assertThat(files().get("Pulumi.staging.yaml")).contains("shop.staging.acme.dev");
        assertThat(files().get("Pulumi.prod.yaml")).contains("shop.acme.dev", "team@acme.dev");
        assertThat(comments(files())).isEqualTo(comments(before));
        assertThat(ProjectFiles.of(project).answers().name()).isEqualTo("shop");
    }

    @Test
    void a_second_run_changes_nothing() {
        run(ALL);
        var after = files();
        out.getBuffer().setLength(0);

        assertThat(run("init", "--defaults")).isZero();

        assertThat(out.toString()).isEqualTo("Nothing to change.\n");
        assertThat(files()).isEqualTo(after);
    }

    @Test
    void another_zone_moves_the_names_that_a_team_chose() throws IOException {
        run(ALL);
        var staging = project.resolve("Pulumi.staging.yaml");
        Files.writeString(staging, Files.readString(staging).replace("shop.staging.acme.dev", "beta.acme.dev"));

        assertThat(run("init", "--defaults", "--zone", "acme.io")).isZero();

        assertThat(files().get("Pulumi.staging.yaml")).contains("beta.acme.io");
        assertThat(files().get("Pulumi.prod.yaml")).contains("shop.acme.io");
    }

    @Test
    void keys_with_the_former_name_get_the_new_one() throws IOException {
        var staging = project.resolve("Pulumi.staging.yaml");
        Files.writeString(staging, Files.readString(staging).replace("  domain:", "  slipway:domain:"));

        assertThat(run(ALL)).isZero();

        assertThat(files().get("Pulumi.staging.yaml"))
                .contains("shop:domain:", "shop.staging.acme.dev")
                .doesNotContain("slipway:domain");
    }

    @Test
    void everything_that_is_missing_is_listed_at_once() {
        var before = files();

        assertThat(run("init", "--defaults", "--name", "shop")).isEqualTo(2);

        assertThat(err.toString()).contains("placeholders", "--account", "--repository, --zone");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void everything_that_is_wrong_is_listed_at_once_and_nothing_is_written() {
        var before = files();
        var wrong = ALL.clone();
        wrong[5] = "Acme Dev";
        wrong[7] = "eu-middle-1";
        wrong[9] = "1234";

        assertThat(run(wrong)).isEqualTo(1);

        assertThat(err.toString())
                .contains("Pulumi.foundation.yaml", "Pulumi.staging.yaml", "Acme Dev", "eu-middle-1", "1234")
                .contains("Nothing was written.")
                .doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_dry_run_writes_nothing() {
        var before = files();

        assertThat(run(with("--dry-run"))).isZero();

        assertThat(out.toString()).startsWith("These files would change:\n").contains("Pulumi.prod.yaml");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_project_whose_stacks_exist_is_not_renamed() throws IOException {
        var staging = project.resolve("Pulumi.staging.yaml");
        Files.writeString(staging, "encryptedkey: AQ==\n" + Files.readString(staging));

        assertThat(run(ALL)).isEqualTo(2);

        assertThat(err.toString()).contains("cannot be renamed: staging was created as slipway");
    }

    @Test
    void without_a_terminal_nobody_is_asked() {
        assertThat(run("init")).isEqualTo(2);

        assertThat(err.toString()).contains("no terminal", "--defaults");
    }

    @Test
    void a_wrong_answer_is_explained_and_asked_again() {
        var typed = "shop\nAcme\nacme.dev\neu-middle-1\n\n1234\n123456789012\nacme/shop\nteam@acme.dev\n";
        var files = ProjectFiles.of(project);

        var answers = new InitCommand()
                .asked(
                        files,
                        files.answers()
                                .withZone("")
                                .withAccount("")
                                .withRepository("")
                                .withEmail(""),
                        new Questions(new BufferedReader(new StringReader(typed)), new PrintWriter(out)));

        assertThat(List.of(answers.name(), answers.zone(), answers.region(), answers.account(), answers.repository()))
                .containsExactly("shop", "acme.dev", "eu-central-1", "123456789012", "acme/shop");
        assertThat(out.toString())
                .contains("Project's name [slipway]: ", "AWS region [eu-central-1]: ")
                .contains("AWS account: ");
        assertThat(out.toString().split("DNS zone: ", -1)).hasSize(3);
        assertThat(out.toString().split("AWS account: ", -1)).hasSize(3);
    }

    private int run(String... arguments) {
        return Slipway.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static String[] with(String option) {
        var all = Arrays.copyOf(ALL, ALL.length + 1);
        all[ALL.length] = option;
        return all;
    }

    private Map<String, String> files() {
        return ProjectFiles.of(project).texts();
    }

    private static List<String> comments(Map<String, String> files) {
        return files.values().stream()
                .flatMap(String::lines)
                .filter(line -> line.strip().startsWith("#"))
                .toList();
    }
}
