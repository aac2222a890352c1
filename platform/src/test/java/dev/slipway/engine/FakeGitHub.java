package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** GitHub's side of a delivery: the calls of its CLI, and the approvals. */
final class FakeGitHub {

    static final String RUN = "4711";

    /** The fake GitHub CLI defines the content of each file. */
    private static final Map<String, String> FILES = Map.of(
            "repository",
            """
            {"full_name": "acme/orders", "name": "orders", "id": 456789, "visibility": "private", "private": true,
             "default_branch": "main", "owner": {"login": "acme", "id": 123456, "type": "Organization"},
             "permissions": {"admin": true}}
            """,
            "organization",
            "{\"plan\": {\"name\": \"enterprise\"}}",
            "user",
            "{\"login\": \"releaser\"}",
            "users",
            "{\"releaser\": 78}",
            "collaborators",
            "[{\"login\": \"releaser\", \"permissions\": {\"push\": true}}, {\"login\": \"developer\", \"permissions\": {\"push\": true}}]",
            "approvals",
            "[]");

    private final Path folder;

    private FakeGitHub(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder the folder for its state and for the fake commands
     * @param aws the AWS CLI
     */
    static FakeGitHub in(Path folder, Path aws) throws IOException {
        Files.createDirectories(folder);
        var github = new FakeGitHub(folder);
        FILES.forEach(github::write);
        github.command(
                "gh", Files.readString(Project.original("toolbox/src/test/resources/dev/slipway/toolbox/delivery/gh")));
        // Versions before 2.13 do not support the variable AWS_ENDPOINT_URL.
        github.command("aws", "#!/bin/sh\nexec %s --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"\n".formatted(aws));
        for (var command : List.of("curl", "dig")) {
            try (var script = FakeGitHub.class.getResourceAsStream("/first-day/" + command)) {
                github.command(command, new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return github;
    }

    private void command(String name, String script) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** The variables with which a command uses this GitHub instead of the real one. */
    Map<String, String> environment() {
        return Map.of(
                "PATH",
                folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "GITHUB",
                folder.toString(),
                "GITHUB_REPOSITORY",
                "acme/orders",
                "GITHUB_RUN_ID",
                RUN);
    }

    /** Approves the pending deployment of an environment. */
    void approve(String environment) {
        write(
                "approvals",
                "[{\"state\": \"approved\", \"user\": {\"login\": \"releaser\"}, \"environments\": [{\"name\": \"%s\"}]}]"
                        .formatted(environment));
    }

    /** A job's variables, by expression. */
    Map<String, String> variables(String environment) {
        var variables = new TreeMap<String, String>();
        for (var level : List.of("", environment)) {
            json("variables")
                    .path(level)
                    .properties()
                    .forEach(variable -> variables.put(
                            "vars." + variable.getKey(), variable.getValue().asText()));
        }
        return variables;
    }

    /** The number of reviewers of an environment; fails if there is no such environment. */
    int reviewers(String environment) {
        return json("environment-" + environment)
                .at("/protection_rules/1/reviewers")
                .size();
    }

    private JsonNode json(String file) {
        try {
            return new JsonMapper().readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
