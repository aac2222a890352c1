package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.diagram.Architecture;
import dev.slipway.toolbox.diagram.Format;
import dev.slipway.toolbox.diagram.Mermaid;
import dev.slipway.toolbox.diagram.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "diagram",
        description = {
            "Draws the architecture of a stack.",
            "Prints Mermaid text, which GitHub and many editors render as a diagram; or writes a picture. An SVG picture has colours for light and for dark pages, and the same bytes each time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway diagram prod",
            "  ./slipway diagram prod --format svg -o docs/architecture.svg",
            "  ./slipway diagram prod --format png -o prod.png",
            "  ./slipway diagram prod --into page.md"
        })
final class DiagramCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--format",
            paramLabel = "<format>",
            defaultValue = "mermaid",
            description = "The format: ${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "The file to write. By default prints to the terminal.")
    private Path output;

    @Option(
            names = "--into",
            paramLabel = "<file>",
            description = "Write the Mermaid text into a Markdown file, between the lines%n" + Page.BEGIN + " and%n"
                    + Page.END + ".")
    private Path into;

    @Override
    public Integer call() {
        if (into != null) {
            into();
        } else if (output != null) {
            OutputFile.write(output, format.of(stack.plan()));
        } else if (format == Format.PNG) {
            throw new ParameterException(command.commandLine(), "a PNG picture needs a file: -o <file>");
        } else {
            command.commandLine().getOut().print(new String(format.of(stack.plan()), StandardCharsets.UTF_8));
            command.commandLine().getOut().flush();
        }
        return 0;
    }

    private void into() {
        if (output != null || format != Format.MERMAID) {
            throw new ParameterException(
                    command.commandLine(), "--into writes Mermaid text: leave out --format and --output");
        }
        try {
            var page = Files.readString(into);
            if (!Page.hasRoom(page)) {
                throw new ParameterException(
                        command.commandLine(), "%s has no lines %s and %s".formatted(into, Page.BEGIN, Page.END));
            }
            Files.writeString(into, Page.with(page, Mermaid.of(Architecture.of(stack.plan()))));
        } catch (IOException e) {
            throw new UncheckedIOException(into + " cannot be read or written: " + e.getMessage(), e);
        }
    }
}
