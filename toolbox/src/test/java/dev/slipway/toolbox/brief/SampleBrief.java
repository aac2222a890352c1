package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.Environment;
import dev.slipway.EstatePlans;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.cloud.Git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Briefs of the sample project's staging, from recorded answers of a real engine. */
final class SampleBrief {

    static final String STACK = "staging";

    final ObjectNode preview;
    final ObjectNode state = (ObjectNode) recorded("state.json");
    final ObjectNode plan = (ObjectNode) recorded("plan.json");
    final ArrayNode history = (ArrayNode) recorded("history.json");
    Evidence evidence = Evidence.none();
    Path repository;

    /** @param preview the name of a recorded preview */
    SampleBrief(String preview, Path repository) {
        this.preview = (ObjectNode) recorded(preview);
        this.repository = repository;
    }

    static JsonNode recorded(String name) {
        try (var file = Objects.requireNonNull(SampleBrief.class.getResourceAsStream(name), name)) {
            return Json.MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Parts parts() {
        return Parts.of("slipway", STACK, Preview.of(preview), SavedPlan.of(plan), Deployed.of(state));
    }

    Brief brief() {
        var config = StackConfig.fromFiles(TestProject.FOLDER, STACK);
        var settings = SettingsReader.read(config, Environment.architecture().kinds());
        return Briefing.brief(
                config,
                settings,
                EstatePlans.of(TestProject.FOLDER).plan(STACK),
                evidence,
                new Briefing.Collected(Preview.of(preview), Deployed.of(state), parts()),
                history,
                new Git(repository),
                "sha256:" + "1".repeat(64));
    }

    /** The step of the resource of this type. */
    ObjectNode step(String type) {
        for (var step : preview.path("steps")) {
            if (step.path("urn").asText().contains(type)) {
                return (ObjectNode) step;
            }
        }
        throw new AssertionError("no step of " + type);
    }

    /** Adds a step that replaces or deletes a resource of the state. */
    void lose(String operation, String type) {
        for (var resource : state.at("/deployment/resources")) {
            if (resource.path("type").asText().equals(type)) {
                var step = preview.withArray("steps").addObject().put("op", operation);
                step.put("urn", resource.path("urn").asText());
                step.set("oldState", resource);
                if (!operation.equals("delete")) {
                    step.set("newState", resource);
                }
                return;
            }
        }
        throw new AssertionError("no " + type);
    }

    /** Runs git in a folder, with a fixed author and time. */
    static String git(Path folder, String... arguments) {
        try {
            var command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            for (var who : List.of("AUTHOR", "COMMITTER")) {
                builder.environment().put("GIT_%s_NAME".formatted(who), "A developer");
                builder.environment().put("GIT_%s_EMAIL".formatted(who), "developer@example.com");
                builder.environment().put("GIT_%s_DATE".formatted(who), "2026-11-27T09:00:00Z");
            }
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A repository with one commit, which the recorded history names from now on. */
    void repository(Path folder) throws IOException {
        repository = Files.createDirectories(folder);
        git(folder, "init", "-q", "-b", "main");
        commit("README.md", "one", "The running version (#1)");
        ((ObjectNode) history.path(0).path("environment"))
                .put("git.head", git(folder, "rev-parse", "HEAD"))
                .put("git.dirty", "false");
    }

    void commit(String file, String text, String subject) throws IOException {
        var path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git(repository, "add", "-A");
        git(repository, "-c", "commit.gpgsign=false", "commit", "-q", "-m", subject);
    }
}
