package dev.slipway.toolbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.toolbox.cloud.Aws;
import dev.slipway.toolbox.cloud.EnvironmentStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

@Command(
        name = "status",
        description = {
            "Says what runs in a deployed environment.",
            "Lists its services with their tasks, last roll-out and image, and the active alarms. Uses the AWS CLI, signed in to the stack's account. Exits with 1 if a service does not run as it should, or an alarm is active."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  ./slipway status prod", "  ./slipway status prod --json | jq .services"})
final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        if (!(stack.settings() instanceof EnvironmentSettings settings)) {
            throw new ParameterException(
                    command.commandLine(), stack.name() + " is not an environment, and runs nothing");
        }
        var status = EnvironmentStatus.of(new Aws(settings.account()), stack.plan());
        var out = command.commandLine().getOut();
        out.print(json ? JSON.writeValueAsString(status) + "\n" : status.text());
        out.flush();
        return status.isHealthy() ? 0 : 1;
    }
}
