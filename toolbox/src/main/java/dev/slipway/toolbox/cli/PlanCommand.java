package dev.slipway.toolbox.cli;

import dev.slipway.Estate;
import dev.slipway.EstatePlans;
import dev.slipway.changes.Change;
import dev.slipway.plan.EvaluationException;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.toolbox.plan.PlanJson;
import dev.slipway.toolbox.plan.PlanTree;
import dev.slipway.toolbox.plan.Style;
import dev.slipway.toolbox.plan.TerraformPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "plan",
        description = {
            "Shows the resources of a stack.",
            "Runs the Pulumi program without the Pulumi engine or AWS, so ids and addresses are invented. "
                    + "An environment is planned together with its foundation. Secrets are not shown.",
            "Lists settings that would replace, interrupt or delete running resources at the end. They are compared with origin/main, or with the last commit, unless --against names another commit."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway plan staging",
            "  ./slipway plan staging --all",
            "  ./slipway plan prod --against v1.4.0",
            "  ./slipway plan prod --terraform > plan.json && checkov -f plan.json",
            "  ./slipway plan prod --json | jq -r '.resources[].type' | sort | uniq -c"
        })
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(names = "--all", description = "Show every resource on its own line, including minor ones.")
    private boolean all;

    @Option(names = "--json", description = "Print the whole plan as JSON: inputs, state, dependencies and options.")
    private boolean json;

    @Option(
            names = "--terraform",
            description = "Print the plan in the form of Terraform's, for tools that read it, such as Checkov.")
    private boolean terraform;

    @Option(
            names = "--against",
            paramLabel = "<commit>",
            description = "The commit that the environment runs, to compare settings with.")
    private String against;

    @Override
    public Integer call() {
        var plan = stack.plan();
        var out = command.commandLine().getOut();
        if (terraform) {
            out.println(TerraformPlan.of(plan));
            return 0;
        }
        if (json) {
            out.println(PlanJson.of(plan));
        } else {
            out.print(new PlanTree(plan, all, new Style(Ansi.AUTO.enabled())).text());
            out.flush();
        }
        stack.plans()
                .warnings(stack.name())
                .forEach(warning -> command.commandLine().getErr().println("Warning: " + warning));
        for (var change : changes()) {
            command.commandLine()
                    .getErr()
                    .println((change.refused() ? "Refused by pulumi up: " : "Warning: ") + change.sentence());
        }
        return 0;
    }

    private List<Change> changes() {
        try (var before = committed().orElse(null)) {
            return before == null || !before.have(stack.name())
                    ? List.of()
                    : stack.plans()
                            .changes(
                                    stack.name(),
                                    EstatePlans.of(
                                            before.folder(), config -> Estate.of(config, StackArgument.directory())));
        } catch (SettingsProblems | EvaluationException e) {
            // The files belong to another version of this program, so they cannot be read.
            if (against == null) {
                return List.of();
            }
            throw new ParameterException(
                    command.commandLine(), "the settings of %s cannot be read: %s".formatted(against, e.getMessage()));
        }
    }

    private Optional<CommittedFiles> committed() {
        if (against == null) {
            return CommittedFiles.ofDefault(StackArgument.directory());
        }
        return Optional.of(CommittedFiles.of(StackArgument.directory(), against)
                .orElseThrow(() ->
                        new ParameterException(command.commandLine(), "git has no commit '%s'".formatted(against))));
    }
}
