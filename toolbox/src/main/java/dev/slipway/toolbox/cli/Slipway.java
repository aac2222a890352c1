package dev.slipway.toolbox.cli;

import dev.slipway.plan.EvaluationException;
import dev.slipway.settings.stack.SettingsProblems;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/** The root command of {@code ./slipway}. Each subcommand is a class in this package, listed here. */
@Command(
        name = "slipway",
        description =
                "Plans, checks, draws, prices and rehearses the stacks of this project. Only brief, status, logs, run, db and grafana connect to AWS.",
        subcommands = {
            InitCommand.class,
            PlanCommand.class,
            CheckCommand.class,
            BriefCommand.class,
            DiagramCommand.class,
            CostCommand.class,
            ReportCommand.class,
            RehearseCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RunCommand.class,
            DbCommand.class,
            GrafanaCommand.class,
            SettingsCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "slipway 1.0",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway init                       makes this copy of the template your own",
            "  ./slipway plan staging               the resources of staging",
            "  ./slipway plan prod --json | jq .    the same as JSON",
            "  ./slipway check prod                 its guardrails",
            "  ./slipway diagram prod               its architecture, as Mermaid text",
            "  ./slipway cost prod                  what it costs in a month",
            "  ./slipway report prod -o prod.html   all of it on one page",
            "  ./slipway brief prod                 what its next update would do",
            "  ./slipway rehearse staging --check   a smoke test on this machine",
            "  ./slipway status staging             what runs in a deployed environment",
            "  ./slipway logs staging --follow      what its first service logs",
            "  ./slipway run staging cleanup        a job of a deployed environment",
            "  ./slipway db staging                 psql to its private database",
            "  ./slipway grafana staging            its dashboard in Grafana",
            "  ./slipway settings                   all settings, with their defaults",
            "",
            "./slipway COMMAND --help describes a command."
        })
public final class Slipway {

    private Slipway() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var root = new CommandLine(new Slipway());
        root.getSubcommands().values().forEach(Slipway::exitCodes);
        exitCodes(root);
        return root.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((problem, _) -> misused(problem))
                .setExecutionExceptionHandler((problem, command, _) -> failed(problem, command));
    }

    private static void exitCodes(CommandLine command) {
        var codes = new LinkedHashMap<String, String>();
        codes.put("0", "Success.");
        codes.put("1", "The settings or the program are invalid, or a check failed.");
        codes.put("2", "The command line is invalid.");
        codes.put("3", "This machine cannot build or run the toolbox.");
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
    }

    /** Prints the error and a hint, instead of the whole help. */
    private static int misused(ParameterException problem) {
        var command = problem.getCommandLine();
        command.getErr().println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, command.getErr());
        command.getErr().printf("See ./%s --help%n", command.getCommandSpec().qualifiedName());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Prints the error with the same message as under Pulumi, without a stack trace. */
    private static int failed(Exception problem, CommandLine command) {
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
