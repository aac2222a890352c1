package dev.slipway.toolbox.cli;

import dev.slipway.plan.EvaluationException;
import dev.slipway.settings.SettingsProblems;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The root of {@code ./slipway}. Each command is a class of this package, listed here. */
@Command(
        name = "slipway",
        description = "Reads, draws and rehearses the estate of this project. Nothing here talks to AWS.",
        subcommands = {PlanCommand.class, DiagramCommand.class},
        mixinStandardHelpOptions = true,
        version = "slipway 1.0",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway plan staging            what `pulumi up -s staging` would make",
            "  ./slipway plan prod --json | jq   the same for tools",
            "  ./slipway diagram prod            a picture of it, as Mermaid text",
            "",
            "Exit codes: 0 fine, 1 the estate is wrong, 2 wrong usage, 3 this machine cannot build or run it."
        })
public final class Slipway {

    private Slipway() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Slipway())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((problem, command, _) -> told(problem, command));
    }

    /** What is wrong with the estate is told just as the program itself tells it under Pulumi, and without a stack trace. */
    private static int told(Exception problem, CommandLine command) {
        var error = command.getErr();
        switch (problem) {
            case SettingsProblems problems -> error.println(problems.getMessage());
            case EvaluationException failure -> error.println(failure.getMessage());
            default -> {
                error.println(problem.getMessage() == null ? problem.toString() : problem.getMessage());
                if (Boolean.getBoolean("slipway.trace")) {
                    problem.printStackTrace(error);
                }
            }
        }
        return 1;
    }
}
