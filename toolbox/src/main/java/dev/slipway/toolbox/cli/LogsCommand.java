package dev.slipway.toolbox.cli;

import dev.slipway.Environment;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.toolbox.cloud.Aws;
import dev.slipway.toolbox.cloud.LogLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

@Command(
        name = "logs",
        description = {
            "Prints what a service or job of a deployed environment logged.",
            "Uses the AWS CLI, signed in to the stack's account."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway logs staging",
            "  ./slipway logs prod app --since 2h --level ERROR",
            "  ./slipway logs prod app --trace 4bf92f3577b34da6a3ce929d0e0e4736",
            "  ./slipway logs staging app --follow"
        })
final class LogsCommand implements Callable<Integer> {

    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,4})([smhd])");
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<service>",
            description = "A service or job that Environment.architecture() declares. By default the first.")
    private String service;

    @Option(
            names = "--since",
            paramLabel = "<time>",
            defaultValue = "10m",
            description = "How far back, such as 30s, 10m, 2h or 1d. By default ${DEFAULT-VALUE}.")
    private String since;

    @Option(
            names = "--level",
            paramLabel = "<level>",
            description = "Only lines of this level: DEBUG, INFO, WARN or ERROR.")
    private Level level;

    @Option(names = "--trace", paramLabel = "<id>", description = "Only lines of this trace.")
    private String trace;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until Ctrl-C.")
    private boolean follow;

    private enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    @Override
    public Integer call() throws InterruptedException {
        var span = SPAN.matcher(since);
        if (!span.matches()) {
            throw misused("--since is '%s': write a number and s, m, h or d, such as 30m".formatted(since));
        }
        if (trace != null && !trace.matches("[0-9a-f]{32}")) {
            throw misused("--trace is '%s': a trace's id has 32 hexadecimal digits".formatted(trace));
        }
        if (!(stack.settings() instanceof EnvironmentSettings settings)) {
            throw misused(stack.name() + " is not an environment, and logs nothing");
        }
        var names = Environment.architecture().names();
        if (service != null && !names.contains(service)) {
            throw misused("%s has no service or job %s: it has %s"
                    .formatted(stack.name(), service, String.join(", ", names)));
        }
        var lines = new LogLines(
                new Aws(settings.account()),
                stack.plan(),
                service == null ? Environment.architecture().first().name() : service,
                filter());
        var start = Instant.now().minus(duration(Integer.parseInt(span.group(1)), span.group(2)));
        var out = command.commandLine().getOut();
        if (follow) {
            lines.follow(start, Duration.ofMillis(Long.getLong("slipway.poll", INTERVAL.toMillis())), line -> {
                out.println(line);
                out.flush();
            });
        }
        lines.since(start).forEach(out::println);
        out.flush();
        return 0;
    }

    /** "Filter pattern syntax" of CloudWatch Logs, for lines of JSON. */
    private Optional<String> filter() {
        if (level == null && trace == null) {
            return Optional.empty();
        }
        var ofLevel = level == null ? "" : "$.level = \"%s\"".formatted(level);
        var ofTrace = trace == null ? "" : "$.traceId = \"%s\"".formatted(trace);
        return Optional.of("{ %s%s%s }".formatted(ofLevel, level != null && trace != null ? " && " : "", ofTrace));
    }

    private static Duration duration(int number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private ParameterException misused(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
