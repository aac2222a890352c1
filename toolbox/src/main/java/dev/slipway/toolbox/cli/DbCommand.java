package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.cloud.Aws;
import dev.slipway.toolbox.cloud.DatabaseTunnel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "db",
        description = {
            "Opens psql to the private database of a deployed environment.",
            "Connects through a running task of a service with the setting exec, by Session Manager: the database needs no public address and no bastion. Signs in as the service's role, with an IAM token. Needs the AWS CLI with session-manager-plugin, signed in to the stack's account, and psql."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway db staging",
            "  ./slipway db staging -- -c 'SELECT count(*) FROM orders'",
            "  ./slipway db prod --administrator    may change the schema: take care",
            "",
            "Who may: ssm:StartSession on the environment's tasks, and rds-db:connect or,",
            "for the administrator, secretsmanager:GetSecretValue on the database's secret",
            "(with a read replica, ssm:GetParameter on the parameter of its password)."
        })
final class DbCommand implements Callable<Integer> {

    @Mixin
    private StackArgument stack;

    @Option(names = "--administrator", description = "Sign in as the administrator, with the password that AWS stores.")
    private boolean administrator;

    @Parameters(index = "1..*", paramLabel = "<argument>", description = "Arguments of psql, after --.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        var plan = stack.plan();
        var authorities = Path.of(System.getProperty("user.home"), ".cache", "slipway", "rds-global-bundle.pem");
        try (var tunnel = new DatabaseTunnel(new Aws(stack.settings().account()), plan)) {
            return tunnel.psql(administrator, plan.environment(), authorities, arguments);
        }
    }
}
