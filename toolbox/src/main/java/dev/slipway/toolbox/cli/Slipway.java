package dev.slipway.toolbox.cli;

import dev.slipway.plan.EvaluationException;
import dev.slipway.settings.SettingsProblems;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The root of {@code ./slipway}. Each command is a class of this package, listed here. */
@Command(
        name = "slipway",
        description = "Reads, draws and rehearses the estate of this project. Nothing here talks to AWS.",
        subcommands = {PlanCommand.class, DiagramCommand.class, RehearseCommand.class},
        mixinStandardHelpOptions = true,
        version = "slipway 1.0",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway plan staging            what `pulumi up -s staging` would make",
            "  ./slipway plan prod --json | jq   the same for tools",
            "  ./slipway diagram prod            its architecture, as Mermaid text",
            "  ./slipway rehearse staging        bring it up on this machine",
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
                .setParameterExceptionHandler((problem, _) -> misused(problem))
                .setExecutionExceptionHandler((problem, command, _) -> told(problem, command));
    }

    /** The mistake and where help is, instead of all of the help. */
    private static int misused(ParameterException problem) {
        var command = problem.getCommandLine();
        command.getErr().println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, command.getErr());
        command.getErr().printf("See ./%s --help%n", command.getCommandSpec().qualifiedName());
        return command.getCommandSpec().exitCodeOnInvalidInput();
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
