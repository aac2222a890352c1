package dev.slipway.toolbox.cli;

import dev.slipway.EstateCost;
import dev.slipway.GuardrailCheck;
import dev.slipway.cost.Estimate;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Verdict;
import dev.slipway.guardrails.rules.Rules;
import dev.slipway.toolbox.report.CostBar;
import dev.slipway.toolbox.report.GuardrailRow;
import dev.slipway.toolbox.report.Report;
import dev.slipway.toolbox.report.ReportPage;
import dev.slipway.toolbox.report.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

@Command(
        name = "report",
        description = {
            "Shows a stack on one HTML page.",
            "The page has a picture of the architecture, the resources, their cost, the guardrails, and the settings with their origin. It needs no network and no other file, so it can be sent to anyone. Secrets are not shown.",
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
        var plan = stack.plan();
        var settings = stack.settings();
        var report = Report.of(here)
                .withCosts(costs(EstateCost.of(plan, settings)))
                .withGuardrails(guardrails(GuardrailCheck.of(plan, settings)));
        if (against != null) {
            report = report.comparing(here, other());
        }
        OutputFile.write(output, ReportPage.of(report).getBytes(StandardCharsets.UTF_8));
        command.commandLine().getOut().println("Written: " + output);
        return 0;
    }

    /** The cost of each part of the stack. */
    private static List<CostBar> costs(Estimate estimate) {
        var parts = new LinkedHashMap<String, BigDecimal>();
        estimate.lines().forEach(line -> parts.merge(line.component(), line.monthly(), BigDecimal::add));
        return parts.entrySet().stream()
                .filter(part -> part.getValue().signum() > 0)
                .map(part -> new CostBar(part.getKey(), part.getValue()))
                .toList();
    }

    private static List<GuardrailRow> guardrails(Verdict verdict) {
        return Rules.all().stream().map(rule -> row(rule, verdict)).toList();
    }

    private static GuardrailRow row(Guardrail rule, Verdict verdict) {
        var violated = verdict.violations().stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(finding -> "%s: %s; %s".formatted(finding.resource(), finding.what(), rule.fix()))
                .toList();
        var allowed = verdict.exempted().stream()
                .filter(each -> each.finding().rule().equals(rule))
                .map(each -> "%s: %s, %s"
                        .formatted(
                                each.finding().resource(),
                                each.exemption().reason(),
                                each.exemption()
                                        .until()
                                        .map(day -> "until " + day)
                                        .orElse("permanently")))
                .toList();
        return new GuardrailRow(
                rule.id(),
                rule.severity().name().toLowerCase(Locale.ROOT),
                rule.sentence(),
                rule.controls(),
                !violated.isEmpty()
                        ? GuardrailRow.Verdict.VIOLATED
                        : allowed.isEmpty() ? GuardrailRow.Verdict.KEPT : GuardrailRow.Verdict.EXCEPTED,
                Stream.concat(violated.stream(), allowed.stream()).toList());
    }

    private Side other() {
        if (stack.isFoundation(against) != stack.isFoundation(stack.name())) {
            throw new ParameterException(
                    command.commandLine(), "a foundation and an environment have no settings in common to compare");
        }
        return stack.side(against);
    }
}
