package dev.slipway.toolbox.cli;

import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.brief.Approval;
import dev.slipway.toolbox.brief.Brief;
import dev.slipway.toolbox.brief.BriefMarkdown;
import dev.slipway.toolbox.brief.BriefPage;
import dev.slipway.toolbox.brief.Briefing;
import dev.slipway.toolbox.brief.Evidence;
import dev.slipway.toolbox.diagram.Architecture;
import dev.slipway.toolbox.diagram.Svg;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "brief",
        description = {
            "Shows on one page what the next update of a stack would do, for the approval of a deployment.",
            "Runs pulumi preview, which changes nothing and needs only read access. The page has the losses of data first, then the changes, commits, image, migrations, cost, guardrails, interruption, and how to go back. Secrets are not shown.",
            "The JSON is also what the approval binds: --verify compares it with a new preview."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway brief prod",
            "  ./slipway brief prod -o brief.html -o brief.md",
            "  ./slipway brief prod -o brief.json --save-plan plan.json",
            "  ./slipway brief prod --verify brief.json"
        })
final class BriefCommand implements Callable<Integer> {

    /** The forms of a brief. */
    private enum Format {
        md,
        html,
        json
    }

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--format",
            paramLabel = "<format>",
            description = "The format: md (default), html or json. Without it, the ending of a file's name decides.")
    private Format format;

    @Option(names = "--json", description = "Short for --format json.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "A file to write instead of printing. Several files are written from one preview.")
    private List<Path> outputs = List.of();

    @Option(
            names = "--evidence",
            paramLabel = "<file>",
            description =
                    "A JSON file with what other steps know of an image: where it ran, scan, signature, provenance, SBOM.")
    private Path evidence;

    @Option(
            names = "--save-plan",
            paramLabel = "<file>",
            description = "Keep the engine's plan, for pulumi up --plan. Its secrets are encrypted.")
    private Path plan;

    @Option(
            names = "--verify",
            paramLabel = "<brief.json>",
            description =
                    "Compare the approved brief with a new preview: exit code 1 and the reasons if image, settings, plan or state differ.")
    private Path approved;

    @Override
    public Integer call() {
        if (json && format != null && format != Format.json) {
            throw misused("--json and --format %s exclude each other".formatted(format));
        }
        if (approved != null && (json || format != null || !outputs.isEmpty() || evidence != null)) {
            throw misused("--verify writes no page: omit --format, --json, -o and --evidence");
        }
        if (format == Format.html && outputs.isEmpty()) {
            throw misused("--format html needs a file: -o brief.html");
        }
        outputs.forEach(this::format);
        var name = stack.name();
        var briefing = new Briefing(
                StackArgument.directory(),
                line -> command.commandLine().getErr().println(line));
        var config = StackConfig.fromFiles(StackArgument.directory(), name);
        try {
            var kept = plan == null ? Files.createTempFile("slipway-plan", ".json") : plan.toAbsolutePath();
            Files.createDirectories(kept.getParent());
            try {
                return approved == null ? write(briefing, config, kept) : verify(briefing, config, kept);
            } finally {
                if (plan == null) {
                    Files.deleteIfExists(kept);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int verify(Briefing briefing, StackConfig config, Path kept) {
        var approval = Approval.read(approved);
        var refusals = approval.refusals(briefing.parts(config, kept));
        if (refusals.isEmpty()) {
            command.commandLine().getOut().printf("%s is as approved: %s%n", config.stack(), approval.hash());
            return 0;
        }
        var error = command.commandLine().getErr();
        error.printf("%s is not as approved in %s:%n", config.stack(), approved);
        refusals.forEach(refusal -> error.println("  " + refusal));
        error.println("  -> write a new brief, and have it approved");
        return 1;
    }

    private int write(Briefing briefing, StackConfig config, Path kept) {
        var known = evidence == null ? Evidence.none() : Evidence.read(evidence);
        var planned = stack.plan();
        var brief = briefing.brief(config, stack.settings(), planned, known, kept);
        if (outputs.isEmpty()) {
            command.commandLine().getOut().print(text(brief, json ? Format.json : Format.md, ""));
            command.commandLine().getOut().flush();
        }
        for (var output : outputs) {
            var picture = format(output) == Format.html ? Svg.of(Architecture.of(planned)) : "";
            OutputFile.write(output, text(brief, format(output), picture).getBytes(StandardCharsets.UTF_8));
            command.commandLine().getErr().println("Written: " + output);
        }
        return 0;
    }

    private static String text(Brief brief, Format format, String picture) {
        return switch (format) {
            case md -> BriefMarkdown.of(brief);
            case html -> BriefPage.of(brief, picture);
            case json -> brief.json() + "\n";
        };
    }

    private Format format(Path output) {
        if (json || format != null) {
            return json ? Format.json : format;
        }
        var name = output.getFileName().toString().toLowerCase(Locale.ROOT);
        for (var each : Format.values()) {
            if (name.endsWith("." + each)) {
                return each;
            }
        }
        throw misused("the name of %s ends in none of .md, .html and .json: add --format".formatted(output));
    }

    private ParameterException misused(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
