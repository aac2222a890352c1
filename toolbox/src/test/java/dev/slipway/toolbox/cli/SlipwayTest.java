package dev.slipway.toolbox.cli;

import dev.slipway.EstatePlans;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SlipwayTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void project() {
        System.setProperty("slipway.project", TestProject.FOLDER.toString());
    }

    @AfterEach
    void noProject() {
        System.clearProperty("slipway.project");
    }

    private int run(String... arguments) {
        return Slipway.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void a_plan_is_shown_and_exits_with_zero() {
        assertThat(run("plan", "staging")).isZero();

        assertThat(out.toString()).contains("staging of slipway", "ecs Service", "rds Instance", "[secret]");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_stack_that_keeps_the_guardrails_passes_the_check() {
        assertThat(run("check", "prod")).isZero();
        assertThat(out.toString()).matches("prod keeps all \\d+ guardrails\\.\\R");
        assertThat(run("check", "prod", "--json")).isZero();
        assertThat(out.toString()).contains("\"violations\" : [ ]");
    }

    @Test
    void a_check_fails_for_an_exception_that_is_not_used_and_names_the_fix(@TempDir Path project) throws IOException {
        copy(project);
        Files.writeString(project.resolve("Pulumi.staging.yaml"), """
                  exceptions:
                    - {rule: images-are-scanned, resource: slipway-staging-image, reason: none, until: "2099-01-01"}
                """, StandardOpenOption.APPEND);
        System.setProperty("slipway.project", project.toString());
        assertThat(run("check", "staging")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "Pulumi.staging.yaml: 1 guardrail is violated", "exceptions[0]", "is not used", "-> delete it");
    }

    @Test
    void a_check_fails_if_the_estimate_is_above_the_budget(@TempDir Path project) throws IOException {
        copy(project);
        Files.writeString(project.resolve("Pulumi.staging.yaml"), "  cost: {budget: 20}\n", StandardOpenOption.APPEND);
        System.setProperty("slipway.project", project.toString());
        assertThat(run("check", "staging")).isEqualTo(1);
        assertThat(err.toString())
                .contains("cost.budget", "20 is exceeded: slipway-staging costs", "-> raise the budget to");
    }

    @Test
    void a_check_shows_what_the_guardrails_notice() {
        assertThat(run("check", "foundation", "--mutate")).isZero();
        assertThat(out.toString()).containsPattern("\\d+ changes for the worse: [\\d.]+ % noticed");
    }

    private static void copy(Path project) throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml", "Pulumi.staging.yaml", "app/Dockerfile")) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.copy(TestProject.FOLDER.resolve(file), project.resolve(file));
        }
    }

    @Test
    void a_plan_warns_of_settings_that_would_replace_running_resources(@TempDir Path project) throws Exception {
        copy(project);
        git(project, "init", "-q", "-b", "main");
        git(project, "add", ".");
        git(project, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "first");
        System.setProperty("slipway.project", project.toString());
        assertThat(run("plan", "staging")).isZero();
        assertThat(err.toString()).isEmpty();

        var settings = Files.readString(project.resolve("Pulumi.staging.yaml"));
        Files.writeString(
                project.resolve("Pulumi.staging.yaml"),
                settings + "  network: {cidr: 10.60.0.0/16, egress: endpoints}\n");
        assertThat(run("plan", "staging", "--json")).isZero();
        assertThat(err.toString())
                .contains("Refused by pulumi up: network.cidr: 10.20.0.0/16 becomes 10.60.0.0/16")
                .contains("Warning: network.egress: nat becomes endpoints, which cuts tasks off");

        assertThat(run("plan", "staging", "--against", "v9")).isEqualTo(2);
        assertThat(err.toString()).contains("git has no commit 'v9'");
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** In separate processes, because each has its own hash order; the second runs a second later, with other threads. */
    @ParameterizedTest
    @ValueSource(strings = {"foundation", "staging", "prod"})
    void a_plan_has_the_same_bytes_each_time(String stack, @TempDir Path directory) throws Exception {
        var first = plan(stack, 1, directory.resolve("first"));
        var second = plan(stack, 8, directory.resolve("second"));

        assertThat(first).isNotEmptyFile().hasSameBinaryContentAs(second);
    }

    private static Path plan(String stack, int threads, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + threads,
                        "-Dslipway.project=" + TestProject.FOLDER,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slipway.class.getName(),
                        "plan",
                        stack,
                        "--json")
                .redirectOutput(output.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        return output;
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void help_consists_of_whole_sentences_that_fit_the_screen(int width) {
        for (var command : commands()) {
            var spec = command.setUsageHelpAutoWidth(false)
                    .setUsageHelpWidth(width)
                    .getCommandSpec();

            // The list of commands shows only the first line of a description.
            assertThat(spec.usageMessage().description())
                    .as(spec.qualifiedName())
                    .isNotEmpty()
                    .allSatisfy(SlipwayTest::isWhole);
            assertThat(spec.args())
                    .allSatisfy(argument -> assertThat(argument.description())
                            .as(argument.toString())
                            .isNotEmpty()
                            .allSatisfy(SlipwayTest::isWhole));
            assertThat(spec.usageMessage().footer()).allMatch(line -> line.length() < 80, "is not wrapped");
            assertThat(command.getUsageMessage().lines()).allMatch(line -> line.length() <= width, "fits");
            assertThat(command.getUsageMessage())
                    .contains("Examples:\n  ./slipway", "Exit codes:\n  0   ", "  1   ", "  2   ", "  3   ");
        }
    }

    private static void isWhole(String sentences) {
        assertThat(sentences).matches("(?s)\\p{Lu}.*\\.");
    }

    private static List<CommandLine> commands() {
        var root = Slipway.commandLine();
        return Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
                .toList();
    }

    @Test
    void help_has_examples() {
        assertThat(run("plan", "--help")).isZero();

        assertThat(out.toString()).contains("Examples:", "./slipway plan staging");
    }

    @Test
    void an_unknown_stack_is_wrong_usage_and_the_stacks_are_listed() {
        assertThat(run("plan", "stagin")).isEqualTo(2);

        assertThat(err.toString()).contains("no stack 'stagin'", "foundation, prod, staging", "./slipway plan --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void an_unknown_command_is_wrong_usage() {
        assertThat(run("plna", "staging")).isEqualTo(2);

        assertThat(err.toString()).contains("Did you mean: slipway plan");
    }

    @Test
    void invalid_settings_are_reported_as_by_the_program_and_exit_with_one(@TempDir Path directory) throws IOException {
        Files.copy(TestProject.FOLDER.resolve("Pulumi.yaml"), directory.resolve("Pulumi.yaml"));
        Files.copy(TestProject.FOLDER.resolve("Pulumi.foundation.yaml"), directory.resolve("Pulumi.foundation.yaml"));
        Files.writeString(directory.resolve("Pulumi.broken.yaml"), """
                config:
                  aws:region: Frankfurt
                  domain: {name: orders.example.com}
                  service: {cpu: 300, minimu: 2}
                """);
        System.setProperty("slipway.project", directory.toString());

        assertThat(run("plan", "broken")).isEqualTo(1);

        var problems = catchThrowableOfType(
                SettingsProblems.class, () -> EstatePlans.of(directory).plan("broken"));
        assertThat(problems.problems()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(err.toString().strip()).isEqualTo(problems.getMessage().strip());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_diagram_is_written_between_the_marks_of_a_page(@TempDir Path directory) throws IOException {
        var page = Files.writeString(
                directory.resolve("page.md"), "# Title\n<!-- estate:begin -->\n<!-- estate:end -->\n");

        assertThat(run("diagram", "staging", "--into", page.toString())).isZero();

        assertThat(page).content().startsWith("# Title\n<!-- estate:begin -->\n```mermaid\nflowchart LR\n");
    }

    @ParameterizedTest
    @CsvSource({"svg, <svg", "png, \u0089PNG", "mermaid, flowchart LR"})
    void a_diagram_is_written_to_a_file(String format, String begins, @TempDir Path directory) throws IOException {
        var file = directory.resolve("new/picture");

        assertThat(run("diagram", "staging", "--format", format, "-o", file.toString()))
                .isZero();

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith(begins);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_png_picture_is_not_printed() {
        assertThat(run("diagram", "staging", "--format", "png")).isEqualTo(2);

        assertThat(err.toString()).contains("-o <file>");
    }

    @Test
    void a_page_takes_only_mermaid_text(@TempDir Path directory) throws IOException {
        var page = Files.writeString(directory.resolve("page.md"), "<!-- estate:begin -->\n<!-- estate:end -->\n");

        assertThat(run("diagram", "staging", "--into", page.toString(), "--format", "svg"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("--into writes Mermaid text");
        assertThat(page).content().doesNotContain("svg");
    }

    @Test
    void a_report_is_written_to_a_file(@TempDir Path directory) {
        var file = directory.resolve("report.html");

        assertThat(run("report", "staging", "--against", "prod", "-o", file.toString()))
                .isZero();

        assertThat(file).content().contains("<h1>staging</h1>", "staging and prod side by side");
        assertThat(out.toString()).isEqualTo("Written: %s%n".formatted(file));
    }

    @ParameterizedTest
    @CsvSource({"prdo, no stack 'prdo'", "foundation, no settings in common"})
    void a_report_compares_a_stack_only_with_another_of_its_kind(String against, String says, @TempDir Path directory) {
        var file = directory.resolve("report.html");

        assertThat(run("report", "staging", "--against", against, "-o", file.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains(says);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_dashboard_is_written_to_a_file_without_aws(@TempDir Path directory) {
        var file = directory.resolve("new/dashboard.json");

        assertThat(run("grafana", "prod", "-o", file.toString())).isZero();

        assertThat(file).content().contains("Services of slipway-prod", "0.999");
        assertThat(out.toString()).isEqualTo("Written: %s%n".formatted(file));
    }

    @Test
    void a_foundation_has_no_dashboard() {
        assertThat(run("grafana", "foundation")).isEqualTo(2);

        assertThat(err.toString()).contains("foundation is not an environment", "./slipway grafana --help");
    }

    @Test
    void a_page_without_marks_is_unchanged(@TempDir Path directory) throws IOException {
        var page = Files.writeString(directory.resolve("page.md"), "# Title\n");

        assertThat(run("diagram", "staging", "--into", page.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("has no lines <!-- estate:begin -->");
        assertThat(page).content().isEqualTo("# Title\n");
    }
}
