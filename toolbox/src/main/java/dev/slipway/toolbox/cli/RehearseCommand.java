package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.rehearsal.RehearsalOptions;
import dev.slipway.toolbox.rehearsal.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

@Command(
        name = "rehearse",
        description = {
            "Runs an environment on this machine.",
            "Starts a real PostgreSQL, local queues and buckets if the plan has some, the migration, the minimum number of tasks of each service, and a load balancer with the planned listeners, rules and health checks, behind HTTPS. Needs no AWS account, Docker or Pulumi. Lists what it cannot rehearse. Ctrl-C stops everything and deletes its data."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway rehearse staging                      until Ctrl-C",
            "  ./slipway rehearse staging --check              a smoke test",
            "  ./slipway rehearse prod --check --json | jq .   the same as JSON",
            "  ./slipway rehearse staging --run cleanup        a job",
            "  ./slipway rehearse staging --port 9443 --logs logs",
            "",
            "Secrets that are set by hand on AWS, or exist there, are read from the file",
            "rehearsal.env, one NAME=value per line. A secret that is missing there gets an",
            "invented value."
        })
final class RehearseCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            description = "The HTTPS port. By default the first free port from 8443.")
    private Integer httpsPort;

    @Option(
            names = "--http-port",
            paramLabel = "<port>",
            description = "The HTTP port. By default the first free port from 8080.")
    private Integer httpPort;

    @Option(
            names = "--tasks",
            paramLabel = "<count>",
            description = "The number of tasks. By default the service's minimum.")
    private Integer tasks;

    @Option(
            names = "--logs",
            paramLabel = "<folder>",
            description = "A folder to keep the logs in. By default they are deleted at the end.")
    private Path logs;

    @Option(names = "--check", description = "Run a smoke test, print its results and exit.")
    private boolean check;

    @Option(
            names = "--run",
            paramLabel = "<job>",
            description = "Run this job once everything is up, print how it ended and exit with its result.")
    private String job;

    @Option(names = "--json", description = "With --check, print the results as JSON, and progress on stderr.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (json && !check) {
            throw new ParameterException(command.commandLine(), "--json requires --check");
        }
        if (check && job != null) {
            throw new ParameterException(command.commandLine(), "--check and --run exclude each other");
        }
        var line = command.commandLine();
        var options = new RehearsalOptions(
                StackArgument.directory(),
                stack.name(),
                within("--port", httpsPort, HIGHEST_PORT),
                within("--http-port", httpPort, HIGHEST_PORT),
                within("--tasks", tasks, Integer.MAX_VALUE),
                Optional.ofNullable(job),
                Optional.ofNullable(logs).map(Path::toAbsolutePath));
        var session = new Session(options, stack.plans(), line.getOut(), json ? line.getErr() : line.getOut());
        if (check) {
            return session.check(json);
        }
        if (job != null) {
            return session.run(job);
        }
        session.untilInterrupted();
        return 0;
    }

    private OptionalInt within(String option, Integer value, int max) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1 || value > max) {
            throw new ParameterException(
                    command.commandLine(), "%s is %d: it must be 1 to %d".formatted(option, value, max));
        }
        return OptionalInt.of(value);
    }
}
