package dev.slipway.toolbox.cloud;

import dev.slipway.EstatePlans;
import dev.slipway.architecture.Architecture;
import dev.slipway.plan.Plan;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

import static dev.slipway.architecture.ServiceSpec.web;
import static org.assertj.core.api.Assertions.assertThat;

/** What runs in an environment and what it logs, with an AWS CLI that answers from files. */
class StatusTest {

    private static final Architecture ARCHITECTURE = Architecture.of(web("app").ownsSchema());
    private static final Plan PLAN =
            EstatePlans.of(TestProject.FOLDER, ARCHITECTURE).plan("staging");

    /** Prints the file SERVICE.OPERATION, and records the call. */
    private static final String FAKE = """
            #!/usr/bin/env bash
            here=$(dirname "$0")
            echo "$*" >>"$here/calls"
            cat "$here/$1.$2" 2>/dev/null || { echo "An error occurred: no answer to $1 $2" >&2; exit 254; }
            """;

    private static final String IMAGE =
            "000000000000.dkr.ecr.eu-central-1.amazonaws.com/slipway@sha256:" + "ab".repeat(32);

    @TempDir
    private Path folder;

    @BeforeEach
    void cli() throws IOException {
        Files.writeString(folder.resolve("aws"), FAKE);
        Files.setPosixFilePermissions(folder.resolve("aws"), PosixFilePermissions.fromString("rwxr-xr-x"));
        answer("sts.get-caller-identity", "{\"Account\": \"000000000000\"}");
        answer(
                "ecs.describe-task-definition",
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"name\": \"migrate\", \"image\": \"x\"}, {\"name\": \"app\", \"image\": \"%s\"}]}}"
                        .formatted(IMAGE));
        answer("cloudwatch.describe-alarms", "{\"CompositeAlarms\": [], \"MetricAlarms\": []}");
        running(2, 2, "COMPLETED", "ECS deployment completed.");
    }

    @Test
    void an_environment_that_runs_as_it_should_is_healthy() throws IOException {
        var status = status();

        assertThat(status.isHealthy()).isTrue();
        assertThat(status.text()).isEqualTo("""
                  service  tasks   roll-out   since                      image
                  app      2 of 2  completed  2026-11-27T22:10:05+00:00  sha256:abababababab
                No alarm is active.
                """);
        assertThat(status.services().getFirst().image()).isEqualTo(IMAGE);
        assertThat(Files.readString(folder.resolve("calls")))
                .contains(
                        "--cluster slipway-staging --services slipway-staging-app",
                        "--alarm-name-prefix slipway-staging-");
    }

    @Test
    void a_failed_roll_out_says_why() throws IOException {
        running(1, 2, "FAILED", "ECS deployment circuit breaker: tasks failed to start.");

        assertThat(status().isHealthy()).isFalse();
        assertThat(status().text()).contains("1 of 2  failed (ECS deployment circuit breaker: tasks failed to start.)");
    }

    @Test
    void a_service_that_is_not_deployed_is_missing() throws IOException {
        answer("ecs.describe-services", "{\"services\": [], \"failures\": [{\"reason\": \"MISSING\"}]}");

        assertThat(status().isHealthy()).isFalse();
        assertThat(status().text()).contains("0 of 0  missing (it is not deployed)");
    }

    @Test
    void an_active_alarm_is_listed_and_a_window_of_another_one_is_not() throws IOException {
        answer("cloudwatch.describe-alarms", """
                {"CompositeAlarms": [{"AlarmName": "slipway-staging-error-budget", "AlarmDescription": "Too many: docs/runbook.md#error-budget",
                  "AlarmActions": ["arn:topic"], "StateUpdatedTimestamp": 1764280000}],
                 "MetricAlarms": [{"AlarmName": "slipway-staging-levels-availability-1h-1", "AlarmActions": []}]}""");

        assertThat(status().isHealthy()).isFalse();
        assertThat(status().text())
                .contains(
                        "Active alarms:\n  slipway-staging-error-budget since 2025-11-27T21:46:40Z\n    Too many: docs/runbook.md#error-budget\n")
                .doesNotContain("availability-1h");
    }

    @Test
    void log_lines_are_for_people() throws IOException {
        answer("logs.filter-log-events", """
                {"events": [
                  {"eventId": "1", "timestamp": 0, "message": "{\\"time\\":\\"2026-11-27T22:00:00.123Z\\",\\"level\\":\\"WARN\\",\\"service\\":\\"slipway-app\\",\\"environment\\":\\"staging\\",\\"message\\":\\"slow\\",\\"traceId\\":\\"4bf9\\",\\"tries\\":[1,2]}"},
                  {"eventId": "2", "timestamp": 1000, "message": "OpenJDK warning\\n"},
                  {"eventId": "2", "timestamp": 1000, "message": "twice"}]}""");
        var lines = new LogLines(aws(), PLAN, "app", Optional.of("{ $.level = \"WARN\" }"));

        assertThat(lines.since(Instant.ofEpochSecond(60)))
                .containsExactly(
                        "2026-11-27T22:00:00.123Z WARN  slow traceId=4bf9 tries=[1,2]",
                        "1970-01-01T00:00:01Z       OpenJDK warning");
        assertThat(Files.readString(folder.resolve("calls")))
                .contains(
                        "--log-group-name /slipway/staging/app --start-time 60000 --filter-pattern { $.level = \"WARN\" }");
    }

    @Test
    void following_prints_each_line_once() throws Exception {
        answer(
                "logs.filter-log-events",
                "{\"events\": [{\"eventId\": \"1\", \"timestamp\": 0, \"message\": \"one\"}]}");
        var lines = new LogLines(aws(), PLAN, "app", Optional.empty());
        var printed = new ArrayList<String>();

        var following = Thread.ofVirtual().start(() -> {
            try {
                lines.follow(Instant.EPOCH, Duration.ofMillis(10), printed::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var calls = folder.resolve("calls");
        while (Files.readAllLines(calls).stream()
                        .filter(call -> call.contains("filter-log-events"))
                        .count()
                < 3) {
            Thread.onSpinWait();
        }
        following.interrupt();
        following.join();

        assertThat(printed).containsExactly("1970-01-01T00:00:00Z       one");
    }

    private EnvironmentStatus status() {
        return EnvironmentStatus.of(aws(), PLAN);
    }

    private Aws aws() {
        var settings = SettingsReader.read(StackConfig.fromFiles(TestProject.FOLDER, "staging"), ARCHITECTURE.kinds());
        return new Aws(settings.account(), folder.resolve("aws").toString());
    }

    private void running(int running, int desired, String state, String reason) throws IOException {
        answer("ecs.describe-services", """
                {"services": [{"serviceName": "slipway-staging-app", "status": "ACTIVE", "runningCount": %d, "desiredCount": %d,
                  "deployments": [{"status": "ACTIVE", "rolloutState": "COMPLETED"},
                    {"status": "PRIMARY", "rolloutState": "%s", "rolloutStateReason": "%s", "taskDefinition": "slipway-staging-app:7",
                     "createdAt": "2026-11-27T22:10:05.123000+00:00"}]}]}""".formatted(running, desired, state, reason));
    }

    private void answer(String call, String json) throws IOException {
        Files.writeString(folder.resolve(call), json);
    }
}
