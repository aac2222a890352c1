package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One run of a job of a deployed environment, as its schedule would start it. */
public final class JobRun {

    private static final int LAST_LINES = 20;

    private final Aws aws;
    private final Plan plan;
    private final PrintWriter progress;
    private final Duration pollInterval;

    public JobRun(Aws aws, Plan plan, PrintWriter progress, Duration pollInterval) {
        this.aws = aws;
        this.plan = plan;
        this.progress = progress;
        this.pollInterval = pollInterval;
    }

    /** The names of an environment's jobs: the task definitions that no service runs. */
    public static List<String> jobs(Plan plan) {
        var ofServices = plan.all("aws:ecs/service:Service")
                .map(service -> service.text("taskDefinition"))
                .collect(Collectors.toSet());
        return plan.all("aws:ecs/taskDefinition:TaskDefinition")
                .filter(definition -> !ofServices.contains(definition.text("arn")))
                .map(definition -> plan.shortName(definition.text("family")))
                .toList();
    }

    /**
     * Starts the job, reports its progress and waits for its end.
     *
     * @return whether it succeeded
     * @throws CloudFailure if it cannot be started
     */
    public boolean run(String job) throws InterruptedException {
        var cluster = plan.environment();
        var started = aws.json(
                "ecs",
                "run-task",
                "--cluster",
                cluster,
                "--task-definition",
                cluster + "-" + job,
                "--launch-type",
                "FARGATE",
                "--started-by",
                "slipway-run",
                "--network-configuration",
                "awsvpcConfiguration={subnets=[%s],securityGroups=[%s],assignPublicIp=DISABLED}"
                        .formatted(String.join(",", subnets(job)), securityGroup(job)));
        if (!started.path("failures").isEmpty()) {
            throw new CloudFailure("ECS did not start %s: %s"
                    .formatted(
                            job, started.path("failures").path(0).path("reason").asText()));
        }
        var task = started.path("tasks").path(0).path("taskArn").asText();
        var id = task.substring(task.lastIndexOf('/') + 1);
        progress.printf("%s runs as task %s of cluster %s.%n", job, id, cluster);
        progress.flush();
        var last = awaitEnd(cluster, task);
        var containers = StreamSupport.stream(last.path("containers").spliterator(), false)
                .toList();
        logs(job, id).forEach(line -> progress.println("    | " + line));
        var succeeded = !containers.isEmpty()
                && containers.stream()
                        .allMatch(container -> container.path("exitCode").asInt(-1) == 0);
        progress.println(
                succeeded
                        ? job + " succeeded."
                        : "%s failed: %s %s"
                                .formatted(
                                        job,
                                        containers.stream().map(JobRun::end).collect(Collectors.joining(", ")),
                                        last.path("stoppedReason").asText()));
        progress.flush();
        return succeeded;
    }

    private static String end(JsonNode container) {
        var name = container.path("name").asText();
        return container.has("exitCode")
                ? "container %s exited with %d."
                        .formatted(name, container.path("exitCode").asInt())
                : "container %s did not start: %s."
                        .formatted(name, container.path("reason").asText("no reason given"));
    }

    private JsonNode awaitEnd(String cluster, String task) throws InterruptedException {
        var before = "";
        while (true) {
            var described = aws.json("ecs", "describe-tasks", "--cluster", cluster, "--tasks", task)
                    .path("tasks")
                    .path(0);
            var status = described.path("lastStatus").asText();
            if (!status.equals(before)) {
                progress.println("  " + status);
                progress.flush();
                before = status;
            }
            if (status.equals("STOPPED") || described.isMissingNode()) {
                return described;
            }
            Thread.sleep(pollInterval);
        }
    }

    /** The last log lines of the job's own container. */
    private List<String> logs(String job, String id) {
        try {
            return StreamSupport.stream(
                            aws.json(
                                            "logs",
                                            "get-log-events",
                                            "--log-group-name",
                                            "/%s/%s/%s".formatted(plan.project(), plan.stack(), job),
                                            "--log-stream-name",
                                            "%1$s/%1$s/%2$s".formatted(job, id),
                                            "--limit",
                                            Integer.toString(LAST_LINES))
                                    .path("events")
                                    .spliterator(),
                            false)
                    .map(event -> event.path("message").asText())
                    .toList();
        } catch (CloudFailure e) {
            // A task that did not start has no log.
            return List.of();
        }
    }

    /** The private subnets: those of the settings, or those that the environment created, by their names. */
    private List<String> subnets(String job) {
        var planned = plan.all("aws:ec2/subnet:Subnet")
                .map(PlannedResource::name)
                .filter(name -> name.contains("-network-private-"))
                .toList();
        if (planned.isEmpty()) {
            return plan.all("aws:ecs/service:Service")
                    .findFirst()
                    .map(service -> service.list("networkConfiguration.subnets").stream()
                            .map(String::valueOf)
                            .toList())
                    .orElseThrow(() -> new CloudFailure("The plan has no subnets for " + job));
        }
        return ids("describe-subnets", "Subnets", "SubnetId", planned);
    }

    private String securityGroup(String job) {
        return ids(
                        "describe-security-groups",
                        "SecurityGroups",
                        "GroupId",
                        List.of(plan.environment() + "-job-" + job + "-tasks-group"))
                .getFirst();
    }

    /** The ids of resources with these names in their tag Name. */
    private List<String> ids(String call, String list, String id, List<String> names) {
        var found = aws.json("ec2", call, "--filters", "Name=tag:Name,Values=" + String.join(",", names))
                .path(list);
        if (found.isEmpty()) {
            throw new CloudFailure(
                    "AWS has no %s named %s: deploy the environment first.".formatted(list, String.join(", ", names)));
        }
        return Stream.of(found)
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(each -> each.path(id).asText())
                .toList();
    }
}
