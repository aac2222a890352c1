package dev.slipway.toolbox.cli;

import dev.slipway.Environment;
import dev.slipway.EstatePlans;
import dev.slipway.plan.Plan;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.SettingValue;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.report.Side;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stack argument, a mixin of every command for one stack. */
final class StackArgument {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "<stack>", description = "A stack of this project, such as staging.")
    private String name;

    /**
     * The stack's name.
     *
     * @throws ParameterException if the project has no such stack
     */
    String name() {
        return existing(name);
    }

    private String existing(String stack) {
        var stacks = stacks();
        if (!stacks.contains(stack)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no stack '%s': %s has %s".formatted(stack, directory(), String.join(", ", stacks)));
        }
        return stack;
    }

    /** The project's directory, which the launcher passes regardless of the current folder. */
    static Path directory() {
        return Path.of(System.getProperty("slipway.project", "."))
                .toAbsolutePath()
                .normalize();
    }

    EstatePlans plans() {
        return EstatePlans.of(directory());
    }

    /** The settings of the stack, from its file. */
    Settings settings() {
        return SettingsReader.read(config(name()), Environment.architecture().kinds());
    }

    Plan plan() {
        return plans().plan(name());
    }

    /**
     * What a report shows of a stack.
     *
     * @throws ParameterException if the project has no such stack
     */
    Side side(String stack) {
        var plan = plans().plan(existing(stack));
        return new Side(
                plan, SettingValue.of(config(stack), Environment.architecture().names()));
    }

    boolean isFoundation(String stack) {
        return config(existing(stack)).isFoundation();
    }

    private static StackConfig config(String stack) {
        return StackConfig.fromFiles(directory(), stack);
    }

    private static List<String> stacks() {
        try (var files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("Pulumi.") && file.endsWith(".yaml") && !file.equals("Pulumi.yaml"))
                    .map(file -> file.substring("Pulumi.".length(), file.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
