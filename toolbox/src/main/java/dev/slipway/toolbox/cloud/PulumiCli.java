package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Pulumi's command line in the project's directory. */
public final class PulumiCli {

    private final Path project;
    private final String program;

    public PulumiCli(Path project) {
        this(project, "pulumi");
    }

    PulumiCli(Path project, String program) {
        this.project = project;
        this.program = program;
    }

    /**
     * The answer of a command that prints JSON.
     *
     * @throws CloudFailure if Pulumi is missing, or fails, with its message
     */
    public JsonNode json(String... arguments) {
        var text = text(arguments);
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new CloudFailure("'pulumi %s' did not print JSON.".formatted(arguments[0]));
        }
    }

    /**
     * The output of a command.
     *
     * @throws CloudFailure if Pulumi is missing, or fails, with its message
     */
    public String text(String... arguments) {
        try {
            return Program.output(name(arguments), command(arguments));
        } catch (IOException e) {
            throw missing(e);
        }
    }

    /**
     * The output of a command that also answers if it fails.
     *
     * @throws CloudFailure if Pulumi is missing
     */
    public Program.Result result(String... arguments) {
        try {
            return Program.result(name(arguments), command(arguments));
        } catch (IOException e) {
            throw missing(e);
        }
    }

    /**
     * Runs a command whose output goes to this process's own.
     *
     * @return its exit code
     * @throws CloudFailure if Pulumi is missing
     */
    public int run(String... arguments) {
        try {
            return command(arguments).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw missing(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure("'pulumi %s' was interrupted.".formatted(arguments[0]));
        }
    }

    /** A command to start with other streams or variables. */
    public ProcessBuilder command(String... arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(project.toFile());
    }

    /** {@code 'pulumi stack output'}, without options. */
    private static String name(String... arguments) {
        return List.of(arguments).stream()
                .takeWhile(argument -> !argument.startsWith("-"))
                .collect(Collectors.joining(" ", "'pulumi ", "'"));
    }

    private static CloudFailure missing(IOException e) {
        return new CloudFailure("Pulumi (pulumi) does not run: " + e.getMessage()
                + ". Install it, and sign in to your state with pulumi login.");
    }
}
