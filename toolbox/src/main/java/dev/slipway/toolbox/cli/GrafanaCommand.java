package dev.slipway.toolbox.cli;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.toolbox.cloud.Aws;
import dev.slipway.toolbox.cloud.GrafanaDashboard;
import dev.slipway.toolbox.cloud.GrafanaWorkspace;
import dev.slipway.toolbox.cloud.StackOutputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "grafana",
        description = {
            "Puts the dashboard of a deployed environment into its Grafana.",
            "Creates or replaces two data sources and the dashboard, and prints its URL. The environment needs the setting observability.prometheus. Uses Pulumi, signed in to the state, and the AWS CLI, signed in to the stack's account; signs in to Grafana with a service account that it deletes at the end."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway grafana prod",
            "  ./slipway grafana prod -o dashboard.json    without AWS, for your own Grafana",
            "",
            "Who may, on the workspace: grafana:DescribeWorkspace,",
            "grafana:ListWorkspaceServiceAccounts, grafana:CreateWorkspaceServiceAccount,",
            "grafana:CreateWorkspaceServiceAccountToken and",
            "grafana:DeleteWorkspaceServiceAccount."
        })
final class GrafanaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description =
                    "Only write the dashboard to this file. It reads data sources with the uids prometheus and cloudwatch.")
    private Path output;

    @Override
    public Integer call() {
        if (!(stack.settings() instanceof EnvironmentSettings settings)) {
            throw new ParameterException(
                    command.commandLine(), stack.name() + " is not an environment, and has no Grafana");
        }
        var dashboard = new GrafanaDashboard(
                stack.plan().environment(),
                BigDecimal.valueOf(settings.observability().availability()));
        var out = command.commandLine().getOut();
        if (output != null) {
            OutputFile.write(output, dashboard.file());
            out.println("Written: " + output);
            return 0;
        }
        var progress = command.commandLine().getErr();
        progress.println("Reading the outputs of " + stack.name());
        progress.flush();
        var outputs = StackOutputs.read(StackArgument.directory(), stack.name());
        var account = settings.account();
        out.println(new GrafanaWorkspace(new Aws(account), account.region(), stack.name(), outputs, progress)
                .publish(dashboard));
        return 0;
    }
}
