package dev.slipway.toolbox.cli;

import dev.slipway.EstateCost;
import dev.slipway.cost.Comparison;
import dev.slipway.cost.Dollars;
import dev.slipway.cost.Estimate;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.cost.ComparisonTable;
import dev.slipway.toolbox.cost.CostJson;
import dev.slipway.toolbox.cost.CostTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "cost",
        description = {
            "Estimates what a stack costs.",
            "Prices the resources of its plan, without AWS: per hour, day and month of 730 hours, in US dollars. "
                    + "Prices are on-demand prices that were read from AWS's pages; the usage is that of cost.usage in the stack's file."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway cost prod",
            "  ./slipway cost prod --compare egress    NAT gateways or endpoints",
            "  ./slipway cost prod --scale 1,10,100    with more requests and data",
            "  ./slipway cost prod --json | jq .monthly"
        })
final class CostCommand implements Callable<Integer> {

    private static final String EGRESS = "egress";
    private static final int HIGHEST_FACTOR = 1_000_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--compare",
            paramLabel = "<setting>",
            description = "Show the estimates of all values of a setting side by side. The setting is egress.")
    private String compared;

    @Option(
            names = "--scale",
            paramLabel = "<factor>",
            split = ",",
            description =
                    "Show the estimates for so many times the requests, data, logs and capacity units side by side.")
    private List<Integer> factors;

    @Option(names = "--json", description = "Print JSON: each line with its price, and the page that it was read from.")
    private boolean json;

    @Override
    public Integer call() {
        if (compared != null && factors != null) {
            throw misused("--compare and --scale exclude each other");
        }
        if (compared != null) {
            egress();
        } else if (factors != null) {
            scale();
        } else {
            one();
        }
        return 0;
    }

    private void one() {
        var settings = stack.settings();
        var estimate = EstateCost.of(stack.plan(), settings);
        var budget = EstateCost.budget(settings);
        print(json ? CostJson.of(estimate, budget) + "\n" : new CostTable(estimate, budget).text());
    }

    private void egress() {
        if (!compared.equals(EGRESS)) {
            throw misused("--compare is '%s': it must be %s".formatted(compared, EGRESS));
        }
        if (!(stack.settings() instanceof EnvironmentSettings settings)) {
            throw misused("%s has no network".formatted(stack.name()));
        }
        var config = StackConfig.fromFiles(StackArgument.directory(), stack.name());
        var columns = new LinkedHashMap<String, Estimate>();
        for (var mode : Egress.values()) {
            var word = Keyword.of(mode);
            try {
                var plan = stack.plans().plan(config.with("network", EGRESS, word));
                columns.put(word, EstateCost.of(plan, settings));
            } catch (SettingsProblems problems) {
                command.commandLine()
                        .getErr()
                        .println("network.egress cannot be %s here: %s".formatted(word, problems.getMessage()));
            }
        }
        var comparison = new Comparison(columns);
        print(json ? CostJson.of(comparison) + "\n" : ComparisonTable.of(comparison));
    }

    private void scale() {
        var settings = stack.settings();
        var plan = stack.plan();
        var columns = new LinkedHashMap<String, Estimate>();
        for (var factor : factors) {
            if (factor < 1 || factor > HIGHEST_FACTOR) {
                throw misused("--scale is %d: it must be 1 to %d".formatted(factor, HIGHEST_FACTOR));
            }
            columns.put("× " + factor, EstateCost.of(plan, settings, factor));
        }
        var comparison = new Comparison(columns);
        if (json) {
            print(CostJson.of(comparison) + "\n");
            return;
        }
        print(ComparisonTable.of(comparison));
        comparison
                .steepest()
                .ifPresent(row -> print("%nWhat grows the most is %s, from %s to %s.%n"
                        .formatted(
                                row.what(),
                                Dollars.text(row.monthly().getFirst()),
                                Dollars.text(row.monthly().getLast()))));
    }

    private void print(String text) {
        command.commandLine().getOut().print(text);
        command.commandLine().getOut().flush();
    }

    private ParameterException misused(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
