package dev.slipway.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The Pulumi CLI on a copy of the project, with a simulated AWS and its own state. */
final class Pulumi {

    private static final Duration TIMEOUT = Duration.ofMinutes(40);
    /** Operations that the engine does not count as changes, such as reads for the program. */
    private static final Set<String> NO_CHANGES = Set.of("same", "read", "discard", "refresh");

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Project project;
    private final SimulatedAws aws;
    private final AtomicInteger runs = new AtomicInteger();
    private Map<String, String> credentials = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    /** @param folder the folder for the state and the logs */
    Pulumi(Path folder, Project project, SimulatedAws aws) throws IOException {
        this.folder = folder;
        this.project = project;
        this.aws = aws;
        Files.createDirectories(folder.resolve("state"));
        // Plugins that are not on the PATH are those of this machine, because stories download nothing.
        var home = folder.resolve("home");
        Files.createDirectories(home);
        Files.createSymbolicLink(home.resolve("plugins"), installedPlugins());
    }

    private static Path installedPlugins() throws IOException {
        var home = System.getenv("PULUMI_HOME");
        var plugins = Path.of(home == null ? System.getProperty("user.home") + "/.pulumi" : home, "plugins");
        return Files.createDirectories(plugins);
    }

    /** Uses other credentials from now on. */
    void as(Map<String, String> others) {
        credentials = others;
    }

    void init(String stack) {
        run("stack", "init", stack).succeeded();
    }

    /** Deploys a stack, with any changes. */
    Run up(String stack, String... more) {
        return run("up", stack, List.of("--yes", "--skip-preview", "--color=never"), more);
    }

    /** Destroys a stack like a user: after a preview, which refuses before any change. */
    Run destroy(String stack, String... more) {
        return run("destroy", stack, List.of("--yes", "--color=never"), more);
    }

    Run preview(String stack) {
        return run("preview", stack, List.of("--color=never"));
    }

    /**
     * The changes of the next update, as lines such as {@code update aws:ecs/service:Service
     * slipway-staging-service-app-service}.
     */
    Set<String> changes(String stack) {
        return changes(run("preview", stack, List.of("--json")).succeeded());
    }

    /** The changes in a preview's JSON output. */
    static Set<String> changes(Run run) {
        var changes = new TreeSet<String>();
        for (var step : json(run.out()).path("steps")) {
            if (!NO_CHANGES.contains(step.path("op").asText())) {
                changes.add(step.path("op").asText() + " "
                        + typeAndName(step.path("urn").asText()));
            }
        }
        return changes;
    }

    /** The differences between AWS and the state, as lines such as {@code aws:rds/instance:Instance name: multiAz}. */
    Set<String> drift(String stack) {
        // --json prints the states before they are read again.
        var events = folder.resolve("refresh-%s-%d.json".formatted(stack, runs.get()));
        run("refresh", stack, List.of("--preview-only", "--color=never"), "--event-log=" + events)
                .succeeded();
        var drift = new TreeSet<String>();
        for (var event : lines(events)) {
            var read = json(event).path("resOutputsEvent").path("metadata");
            if (!read.isMissingNode() && !NO_CHANGES.contains(read.path("op").asText())) {
                drift.addAll(Drift.of(typeAndName(read.path("urn").asText()), read));
            }
        }
        return drift;
    }

    JsonNode outputs(String stack) {
        return json(run("stack", "output", "--json", "-s", stack).succeeded().out());
    }

    /** Sets a setting in the stack's file, such as {@code services.app.minimum}. */
    void set(String stack, String setting, String value) {
        var key = setting.startsWith("aws:") ? setting : "slipway:" + setting;
        run("config", "set", "-s", stack, "--path", key, value).succeeded();
    }

    /** Runs any Pulumi command. */
    Run run(String... arguments) {
        var command = new ArrayList<>(List.of("pulumi", "--non-interactive"));
        command.addAll(List.of(arguments));
        return exec(command);
    }

    /** Runs a command in the project's folder. */
    Run exec(List<String> command) {
        return exec(command, Map.of());
    }

    /** Runs a command with additional environment variables; empty values remove variables. */
    Run exec(List<String> command, Map<String, String> variables) {
        return exec(command, variables, "", () -> {});
    }

    /**
     * Runs a command in the project's folder, and something else when it reports something.
     *
     * @param report what the command writes to stderr
     * @param then what to do then
     */
    Run exec(List<String> command, Map<String, String> variables, String report, Runnable then) {
        var what = String.join(" ", command);
        var name = "%02d-%s".formatted(runs.incrementAndGet(), what.replaceAll("[^a-z]+", "-"));
        var out = folder.resolve(shortened(name) + ".out");
        var err = folder.resolve(shortened(name) + ".err");
        var builder = new ProcessBuilder(command)
                .directory(project.folder().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        environment(builder.environment());
        variables.forEach((variable, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        try {
            var begin = Instant.now();
            var process = builder.start();
            Processes.endWithThisJvm(process);
            process.getOutputStream().close();
            if (awaits(report, err, process)) {
                then.run();
            }
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                Processes.end(process);
                throw new AssertionError(what + " took more than " + TIMEOUT + ", see " + out);
            }
            System.out.printf(
                    "%s: %s: %d s%n",
                    folder.getFileName(), what, begin.until(Instant.now()).toSeconds());
            return new Run(what, process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a report; false where the process ends, or takes too long, without it. */
    private static boolean awaits(String report, Path err, Process process) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(TIMEOUT);
        while (!Files.readString(err).contains(report)) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
                return false;
            }
        }
        return true;
    }

    private Run run(String operation, String stack, List<String> options, String... more) {
        var arguments = new ArrayList<>(List.of(operation, "-s", stack));
        arguments.addAll(options);
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** Removes the caller's own AWS and Pulumi configuration, so that a test cannot reach a real account. */
    private void environment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PULUMI_"));
        environment.putAll(credentials);
        environment.put("PULUMI_SKIP_UPDATE_CHECK", "true");
        // For --event-log.
        environment.put("PULUMI_DEBUG_COMMANDS", "true");
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL",
                aws.endpoint().toString(),
                "AWS_REGION",
                SimulatedAws.REGION,
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_MAX_ATTEMPTS",
                "4",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PULUMI_BACKEND_URL",
                folder.resolve("state").toUri().toString(),
                "PULUMI_HOME",
                folder.resolve("home").toString(),
                "PULUMI_CONFIG_PASSPHRASE",
                "",
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                "true"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }

    /** {@code urn:pulumi:<stack>::<project>::<types of parents$type>::<name>}. */
    private static String typeAndName(String urn) {
        var types = urn.split("::", 4)[2];
        return types.substring(types.lastIndexOf('$') + 1) + " " + urn.substring(urn.lastIndexOf("::") + 2);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(80, name.length()));
    }
}
