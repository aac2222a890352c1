package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.report.Report;
import dev.slipway.toolbox.report.ReportPage;
import dev.slipway.toolbox.report.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "report",
        description = {
            "Shows a stack on one HTML page.",
            "The page has a picture of the architecture, the resources, and the settings with their origin. It needs no network and no other file, so it can be sent to anyone. Secrets are not shown.",
            "With --against, the page shows two stacks side by side."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  ./slipway report prod -o report.html", "  ./slipway report staging --against prod -o report.html"})
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--against",
            paramLabel = "<stack>",
            description = "Another stack of the same kind, to show the differences.")
    private String against;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            required = true,
            description = "The HTML file to write.")
    private Path output;

    @Override
    public Integer call() {
        var here = stack.side(stack.name());
        var report = Report.of(here);
        if (against != null) {
            report = report.comparing(here, other());
        }
        OutputFile.write(output, ReportPage.of(report).getBytes(StandardCharsets.UTF_8));
        command.commandLine().getOut().println("Written: " + output);
        return 0;
    }

    private Side other() {
        if (stack.isFoundation(against) != stack.isFoundation(stack.name())) {
            throw new ParameterException(
                    command.commandLine(), "a foundation and an environment have no settings in common to compare");
        }
        return stack.side(against);
    }
}
