package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a job of {@code .github/workflows/deploy.yml} like a runner: its commands in order, with its own environment, signed
 * in to AWS with its own token. Actions are skipped, except the one that signs in.
 */
final class DeployJob {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([^}]+?) *}}");
    private static final String SIGN_IN = "aws-actions/configure-aws-credentials@";

    private final Workbench bench;
    private final FakeGitHub github;
    private final JsonNode job;
    private final String environment;
    /** Values by expression, such as {@code steps.stack.outputs.digest}. */
    private final Map<String, String> values = new HashMap<>();

    private DeployJob(Workbench bench, FakeGitHub github, JsonNode job) {
        this.bench = bench;
        this.github = github;
        this.job = job;
        this.environment = job.at("/environment/name").asText();
        values.putAll(github.variables(environment));
        values.put("github.token", "a-token");
        values.put("github.run_id", FakeGitHub.RUN);
    }

    static DeployJob of(Workbench bench, FakeGitHub github, String id) {
        try {
            var workflow = new YAMLMapper().readTree(bench.project().read(".github/workflows/deploy.yml"));
            return new DeployJob(bench, github, workflow.path("jobs").path(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets an output of the job that this job needs. */
    DeployJob needs(String output, String value) {
        values.put("needs." + output, value);
        return this;
    }

    /** Runs all steps, which must succeed; returns their outputs as {@code <step>.<output>}. */
    Map<String, String> succeeds() {
        var outputs = new LinkedHashMap<String, String>();
        for (var step : job.path("steps")) {
            run(step, outputs).ifPresent(run -> run.succeeded());
        }
        return outputs;
    }

    /** Runs the steps up to the first that fails, which must have this name; returns its output. */
    String failsAt(String name) {
        for (var step : job.path("steps")) {
            var failed =
                    run(step, new HashMap<>()).filter(run -> run.exit() != 0).map(Run::said);
            if (failed.isPresent()) {
                assertThat(step.path("name").asText()).as(failed.get()).isEqualTo(name);
                return failed.get();
            }
        }
        throw new AssertionError("All steps succeeded");
    }

    /** Runs a command; actions are skipped. */
    private Optional<Run> run(JsonNode step, Map<String, String> outputs) {
        if (step.path("uses").asText().startsWith(SIGN_IN)) {
            bench.pulumi()
                    .as(bench.aws()
                            .assume(
                                    resolved(step.at("/with/role-to-assume").asText()),
                                    GitHubToken.ofAJobOf(environment)));
        }
        if (!step.has("run")) {
            return Optional.empty();
        }
        var file = bench.folder().resolve("github-output");
        var variables = new HashMap<>(github.environment());
        job.path("env")
                .properties()
                .forEach(entry ->
                        variables.put(entry.getKey(), resolved(entry.getValue().asText())));
        step.path("env")
                .properties()
                .forEach(entry ->
                        variables.put(entry.getKey(), resolved(entry.getValue().asText())));
        variables.put("GITHUB_OUTPUT", file.toString());
        write(file, "");
        var run = bench.pulumi()
                .exec(
                        List.of(
                                "bash",
                                "--noprofile",
                                "--norc",
                                "-eo",
                                "pipefail",
                                "-c",
                                step.path("run").asText()),
                        variables);
        for (var line : read(file).lines().toList()) {
            var name = step.path("id").asText() + "." + line.substring(0, line.indexOf('='));
            var value = line.substring(line.indexOf('=') + 1);
            outputs.put(name, value);
            values.put("steps." + name.replace(".", ".outputs."), value);
        }
        return Optional.of(run);
    }

    private String resolved(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            // Values that are not set are also empty on GitHub, but only variables may be missing.
            var name = found.group(1);
            assertThat(values.containsKey(name) || name.startsWith("vars."))
                    .as(name)
                    .isTrue();
            return values.getOrDefault(name, "");
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
