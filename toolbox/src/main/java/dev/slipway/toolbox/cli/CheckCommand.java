package dev.slipway.toolbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.EstateCost;
import dev.slipway.GuardrailCheck;
import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Verdict;
import dev.slipway.guardrails.mutation.MutationScore;
import dev.slipway.guardrails.rules.Rules;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "check",
        description = {
            "Checks the plan of a stack against the guardrails and the budget of its settings.",
            "Is part of pulumi preview and pulumi up, before the first resource is created. The page docs/guardrails.md lists the guardrails, and says how to allow an exception.",
            "With --mutate, changes each input that matters for the worse, one at a time, and shows which changes no guardrail notices."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway check prod",
            "  ./slipway check prod --json | jq -r '.violations[].resource'",
            "  ./slipway check prod --mutate"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--json",
            description = "Print violations, exceptions, their mistakes and the excess over the budget as JSON.")
    private boolean json;

    @Option(names = "--mutate", description = "Show what the guardrails notice.")
    private boolean mutate;

    @Override
    public Integer call() {
        var plan = stack.plan();
        var out = command.commandLine().getOut();
        if (mutate) {
            print(MutationScore.of(plan), out);
            return 0;
        }
        var settings = stack.settings();
        var verdict = GuardrailCheck.of(plan, settings);
        var excess = EstateCost.problem(plan, settings);
        if (json) {
            out.println(json(verdict, excess));
        } else {
            print(verdict, out);
            var file = StackConfig.fromFiles(StackArgument.directory(), stack.name())
                    .file();
            command.commandLine().getErr().print(verdict.text(file) + GuardrailCheck.overBudget(plan, settings, file));
            command.commandLine().getErr().flush();
        }
        return verdict.isClean() && excess.isEmpty() ? 0 : 1;
    }

    private void print(Verdict verdict, PrintWriter out) {
        if (verdict.isClean()) {
            out.printf(
                    "%s keeps all %d guardrails.%n", stack.name(), Rules.all().size());
        }
        verdict.exempted()
                .forEach(each -> out.printf(
                        "Allowed %s: %s of %s. %s%n",
                        each.exemption().until().map(day -> "until " + day).orElse("permanently"),
                        each.finding().rule().id(),
                        each.finding().resource(),
                        each.exemption().reason()));
    }

    private static void print(MutationScore score, PrintWriter out) {
        out.println(score.sentence());
        if (!score.escaped().isEmpty()) {
            out.println("No guardrail notices:");
            score.escaped().forEach(mutant -> out.println("  " + mutant));
        }
        if (!score.excused().isEmpty()) {
            out.println("No guardrail has to notice:");
            score.excused().forEach(each -> out.printf("  %s%n    %s%n", each.mutant(), each.reason()));
        }
    }

    private String json(Verdict verdict, Optional<Problem> excess) {
        var report = new LinkedHashMap<String, Object>();
        report.put("stack", stack.name());
        report.put("guardrails", Rules.all().size());
        report.put(
                "violations",
                verdict.violations().stream().map(CheckCommand::json).toList());
        report.put(
                "exceptions",
                verdict.exempted().stream()
                        .map(each -> {
                            var exception = json(each.finding());
                            exception.put("reason", each.exemption().reason());
                            exception.put(
                                    "until",
                                    each.exemption()
                                            .until()
                                            .map(String::valueOf)
                                            .orElse(null));
                            return exception;
                        })
                        .toList());
        report.put("mistakes", verdict.mistakes());
        report.put("budget", excess.orElse(null));
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a verdict contains only values that JSON supports", e);
        }
    }

    private static Map<String, Object> json(Finding finding) {
        var rule = finding.rule();
        var report = new LinkedHashMap<String, Object>();
        report.put("rule", rule.id());
        report.put("severity", rule.severity());
        report.put("resource", finding.resource());
        report.put("what", finding.what());
        report.put("sentence", rule.sentence());
        report.put("fix", rule.fix());
        report.put("controls", rule.controls());
        return report;
    }
}
