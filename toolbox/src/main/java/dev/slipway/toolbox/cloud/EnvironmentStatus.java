package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What runs in an environment now, as ECS and CloudWatch say.
 *
 * @param environment the name of the cluster
 * @param services those that the plan has
 * @param alarms those that are active
 */
public record EnvironmentStatus(String environment, List<Service> services, List<ActiveAlarm> alarms) {

    /** "DescribeServices": the most services of one call. */
    private static final int MOST = 10;

    /**
     * A service.
     *
     * @param rollout the state of its last roll-out: COMPLETED, IN_PROGRESS or FAILED; MISSING if ECS has no such service
     * @param reason why the roll-out is in that state
     * @param since when the roll-out began; empty if ECS does not say
     * @param image what its container runs, such as {@code …/slipway@sha256:…}; empty if ECS does not say
     */
    public record Service(
            String name, int running, int desired, String rollout, String reason, String since, String image) {

        public boolean isHealthy() {
            return rollout.equals("COMPLETED") && running >= desired;
        }
    }

    /** An alarm in the state ALARM. */
    public record ActiveAlarm(String name, String description, String since) {}

    /** Asks AWS. */
    public static EnvironmentStatus of(Aws aws, Plan plan) {
        var names = plan.all("aws:ecs/service:Service")
                .map(service -> service.text("name"))
                .toList();
        var services = new ArrayList<Service>();
        for (var from = 0; from < names.size(); from += MOST) {
            var some = names.subList(from, Math.min(names.size(), from + MOST));
            var call = Stream.concat(
                    Stream.of("ecs", "describe-services", "--cluster", plan.environment(), "--services"),
                    some.stream());
            var found = aws.json(call.toArray(String[]::new)).path("services");
            some.forEach(name -> services.add(service(aws, plan, name, found)));
        }
        return new EnvironmentStatus(plan.environment(), services, alarms(aws, plan.environment()));
    }

    /** Whether all services run as they should, and no alarm is active. */
    public boolean isHealthy() {
        return services.stream().allMatch(Service::isHealthy) && alarms.isEmpty();
    }

    private static Service service(Aws aws, Plan plan, String name, JsonNode found) {
        var own = stream(found)
                .filter(service -> service.path("serviceName").asText().equals(name)
                        && !service.path("status").asText().equals("INACTIVE"))
                .findFirst();
        var label = plan.shortName(name);
        if (own.isEmpty()) {
            return new Service(label, 0, 0, "MISSING", "it is not deployed", "", "");
        }
        var service = own.get();
        var primary = stream(service.path("deployments"))
                .filter(deployment -> deployment.path("status").asText().equals("PRIMARY"))
                .findFirst()
                .orElseGet(() -> service.path("none"));
        return new Service(
                label,
                service.path("runningCount").asInt(),
                service.path("desiredCount").asInt(),
                primary.path("rolloutState").asText("COMPLETED"),
                primary.path("rolloutStateReason").asText(),
                time(primary.path("createdAt")),
                image(aws, label, primary.path("taskDefinition").asText()));
    }

    private static String image(Aws aws, String container, String definition) {
        if (definition.isEmpty()) {
            return "";
        }
        var described = aws.json("ecs", "describe-task-definition", "--task-definition", definition)
                .at("/taskDefinition/containerDefinitions");
        return stream(described)
                .filter(each -> each.path("name").asText().equals(container))
                .map(each -> each.path("image").asText())
                .findFirst()
                .orElse("");
    }

    private static List<ActiveAlarm> alarms(Aws aws, String environment) {
        var found = aws.json(
                "cloudwatch",
                "describe-alarms",
                "--state-value",
                "ALARM",
                "--alarm-name-prefix",
                environment + "-",
                "--alarm-types",
                "CompositeAlarm",
                "MetricAlarm");
        return Stream.of("CompositeAlarms", "MetricAlarms")
                .flatMap(kind -> stream(found.path(kind)))
                // The windows of the composite alarm notify nobody: one alone says nothing.
                .filter(alarm -> !alarm.path("AlarmActions").isEmpty())
                .map(alarm -> new ActiveAlarm(
                        alarm.path("AlarmName").asText(),
                        alarm.path("AlarmDescription").asText(),
                        time(alarm.path("StateUpdatedTimestamp"))))
                .toList();
    }

    /** The AWS CLI prints a time as text, or as seconds, depending on its configuration. */
    private static String time(JsonNode time) {
        return time.isNumber()
                ? Instant.ofEpochSecond(time.asLong()).toString()
                : time.asText().replaceFirst("\\.\\d+", "");
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** The status as a table. */
    public String text() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("service", "tasks", "roll-out", "since", "image"));
        services.forEach(service -> rows.add(List.of(
                service.name(),
                "%d of %d".formatted(service.running(), service.desired()),
                service.rollout().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (service.isHealthy() || service.reason().isEmpty() ? "" : " (" + service.reason() + ")"),
                service.since(),
                service.image().replaceFirst(".*@(sha256:[0-9a-f]{12}).*", "$1"))));
        var widths = IntStream.range(0, 4)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                line.append("  ").append(row.get(column));
                if (column < widths.length) {
                    line.append(" ".repeat(widths[column] - row.get(column).length()));
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append(alarms.isEmpty() ? "No alarm is active.\n" : "Active alarms:\n");
        alarms.forEach(alarm ->
                text.append("  %s since %s%n    %s%n".formatted(alarm.name(), alarm.since(), alarm.description())));
        return text.toString();
    }
}
