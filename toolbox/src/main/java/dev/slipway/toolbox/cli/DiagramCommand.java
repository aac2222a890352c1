package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.diagram.Architecture;
import dev.slipway.toolbox.diagram.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "diagram",
        description = {
            "Draws the architecture of a stack.",
            "Prints Mermaid text, which GitHub and many editors render as a diagram."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./slipway diagram prod", "  ./slipway diagram prod --into README.md"})
final class DiagramCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--into",
            paramLabel = "<file>",
            description = "Write the diagram into a Markdown file, between the lines%n" + Page.BEGIN + " and%n"
                    + Page.END + ".")
    private Path into;

    @Override
    public Integer call() {
        if (into == null) {
            command.commandLine().getOut().print(Architecture.of(stack.plan()));
            command.commandLine().getOut().flush();
            return 0;
        }
        try {
            var page = Files.readString(into);
            if (!Page.hasRoom(page)) {
                throw new ParameterException(
                        command.commandLine(), "%s has no lines %s and %s".formatted(into, Page.BEGIN, Page.END));
            }
            Files.writeString(into, Page.with(page, Architecture.of(stack.plan())));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(into + " cannot be read or written: " + e.getMessage(), e);
        }
    }
}
