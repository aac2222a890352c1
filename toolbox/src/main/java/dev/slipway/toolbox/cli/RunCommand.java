package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.cloud.Aws;
import dev.slipway.toolbox.cloud.CloudFailure;
import dev.slipway.toolbox.cloud.JobRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "run",
        description = {
            "Runs a job of a deployed environment.",
            "Starts one task of it on ECS, as its schedule would, waits for its end, and prints its last log lines. Uses the AWS CLI, signed in to the stack's account. Ctrl-C ends the wait, but not the job."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway run staging cleanup",
            "  AWS_PROFILE=prod ./slipway run prod cleanup && echo done",
            "",
            "./slipway rehearse staging --run cleanup runs it on this machine."
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(3);

    @Spec
    private CommandSpec command;

    @Mixin
    private StackArgument stack;

    @Parameters(index = "1", paramLabel = "<job>", description = "A job that Environment.architecture() declares.")
    private String job;

    @Override
    public Integer call() throws Exception {
        var plan = stack.plan();
        var jobs = JobRun.jobs(plan);
        if (!jobs.contains(job)) {
            throw new CloudFailure(
                    jobs.isEmpty()
                            ? "%s has no jobs: declare one in Environment.architecture().".formatted(stack.name())
                            : "%s has no job %s: its jobs are %s."
                                    .formatted(stack.name(), job, String.join(", ", jobs)));
        }
        var run = new JobRun(
                new Aws(stack.settings().account()),
                plan,
                command.commandLine().getOut(),
                Duration.ofMillis(Long.getLong("slipway.poll", POLL_INTERVAL.toMillis())));
        return run.run(job) ? 0 : 1;
    }
}
