package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.report.PlanJson;
import dev.slipway.toolbox.report.PlanTree;
import dev.slipway.toolbox.report.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

@Command(
        name = "plan",
        description = {
            "Shows what a stack is made of.",
            "It runs the Pulumi program, but neither the Pulumi engine nor AWS, so ids and addresses are made up. "
                    + "An environment is planned together with its foundation. Secrets are not shown."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway plan staging",
            "  ./slipway plan staging --all",
            "  ./slipway plan prod --json | jq -r '.resources[].type' | sort | uniq -c"
        })
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(names = "--all", description = "Show every resource, also the minor ones, on a line of its own.")
    private boolean all;

    @Option(names = "--json", description = "Print all of it as JSON: inputs, state, dependencies and options.")
    private boolean json;

    @Override
    public Integer call() {
        var plan = stack.plan();
        var out = command.commandLine().getOut();
        if (json) {
            out.println(PlanJson.of(plan));
        } else {
            out.print(new PlanTree(plan, all, new Style(Ansi.AUTO.enabled())).text());
            out.flush();
        }
        return 0;
    }
}
