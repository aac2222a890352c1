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

/** Pulumi's own command line on a copy of the project, with a simulated AWS and a state of its own. */
final class Pulumi {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    /** As the engine counts: what was only read for the program, or no longer is, changes nothing. */
    private static final Set<String> NO_CHANGES = Set.of("same", "read", "discard", "refresh");

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Project project;
    private final SimulatedAws aws;
    private final AtomicInteger runs = new AtomicInteger();
    private Map<String, String> credentials = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    /** @param folder where the state and the logs are kept */
    Pulumi(Path folder, Project project, SimulatedAws aws) throws IOException {
        this.folder = folder;
        this.project = project;
        this.aws = aws;
        Files.createDirectories(folder.resolve("state"));
    }

    /** From now on somebody else calls AWS. */
    void as(Map<String, String> others) {
        credentials = others;
    }

    void init(String stack) {
        run("stack", "init", stack).succeeded();
    }

    /** Brings a stack up, which may change what it likes. */
    Run up(String stack, String... more) {
        return run("up", stack, List.of("--yes", "--skip-preview", "--color=never"), more);
    }

    /** Takes a stack down, as a user does: after a preview, which refuses before anything is touched. */
    Run destroy(String stack, String... more) {
        return run("destroy", stack, List.of("--yes", "--color=never"), more);
    }

    Run preview(String stack) {
        return run("preview", stack, List.of("--color=never"));
    }

    /** What the next up would do, in lines such as {@code update aws:ecs/service:Service slipway-staging-service-service}. */
    Set<String> changes(String stack) {
        return changes(run("preview", stack, List.of("--json")).succeeded());
    }

    /** The same of a preview that was made as JSON. */
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

    /** What AWS has otherwise than the state says, in lines such as {@code aws:rds/instance:Instance name: multiAz}. */
    Set<String> drift(String stack) {
        // --json tells the states before they are read anew.
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

    /** Sets a setting in the stack's file, as {@code service.minimum}. */
    void set(String stack, String setting, String value) {
        var key = setting.startsWith("aws:") ? setting : "slipway:" + setting;
        run("config", "set", "-s", stack, "--path", key, value).succeeded();
    }

    /** Runs any command of Pulumi's. */
    Run run(String... arguments) {
        var command = new ArrayList<>(List.of("pulumi", "--non-interactive"));
        command.addAll(List.of(arguments));
        return exec(command);
    }

    /** Runs a command in the project's folder. */
    Run exec(List<String> command) {
        return exec(command, Map.of());
    }

    /** The same with more variables in its environment; one that is set to nothing is not there. */
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

    /** Nothing of the caller's own AWS or Pulumi gets in: a test could not reach a real account if it wanted to. */
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
