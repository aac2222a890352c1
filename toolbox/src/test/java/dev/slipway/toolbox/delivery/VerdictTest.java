package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the verdict on rollouts, with AWS's answers in files. */
class VerdictTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/slipway-prod:";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void aRollOutThatWasRolledBack() {
        commands = Commands.in(folder);
        state("""
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "delete": true, "outputs": {"family": "slipway-prod", "arn": "%1$s1"}},
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "%1$s2"}},
                {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod", "cluster": "c", "taskDefinition": "%1$s2"}}
                """.formatted(ARN), "");
        answer("describe-task-definition", """
                {"taskDefinition": {"memory": "512", "runtimePlatform": {"cpuArchitecture": "ARM64"}, "containerDefinitions": [
                  {"name": "migrate", "image": "r/slipway@%1$s", "logConfiguration": {"options": {
                    "awslogs-group": "/slipway/prod/app", "awslogs-stream-prefix": "migrate"}},
                   "secrets": [{"name": "DATABASE_ADMIN_USER", "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-1:username::"}]},
                  {"name": "app", "image": "r/slipway@%1$s", "dependsOn": [{"containerName": "migrate", "condition": "SUCCESS"}],
                   "logConfiguration": {"options": {"awslogs-group": "/slipway/prod/app", "awslogs-stream-prefix": "app"}}}]}}
                """.formatted(DIGEST));
        answer("describe-target-groups", """
                {"TargetGroups": [{"HealthCheckPath": "/readyz", "HealthCheckPort": "traffic-port", "HealthCheckTimeoutSeconds": 3,
                  "Matcher": {"HttpCode": "200"}}]}
                """);
        answer("list-tasks", "{\"taskArns\": [\"a\", \"b\", \"c\"]}");
        service(1, "COMPLETED");
        stopped(
                "EssentialContainerExited",
                "Essential container in task exited",
                "{\"name\": \"migrate\", \"exitCode\": 1}");
    }

    @Test
    void a_rollout_that_ecs_kept_has_a_good_verdict() {
        service(2, "COMPLETED");
        var verdict = run("verdict", "prod", DIGEST);
        assertThat(verdict.code()).isZero();
        assertThat(verdict.said())
                .contains("prod runs slipway-prod:2: rollout completed, 2 of 2 tasks, image " + DIGEST);
        assertThat(json("--json", "prod").path("verdict").asText()).isEqualTo("holds");
    }

    @Test
    void another_image_than_the_approved_one_is_a_bad_verdict() {
        service(2, "COMPLETED");
        var verdict = run("verdict", "prod", OTHER);
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("with another image than " + OTHER, "r/slipway@" + DIGEST);
    }

    @Test
    void a_rollback_is_explained_by_the_failed_container_and_its_last_log_lines() {
        answer("get-log-events", """
                {"events": [{"message": "Applying V7"}, {"message": "::error::V7 failed\\u001b[0m"}]}
                """);
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said())
                .contains("prod was rolled back: ECS runs slipway-prod:1, not the deployed slipway-prod:2")
                .contains(
                        "Cause (migration-failed): Container migrate failed",
                        "To do: ",
                        "Container migrate: exit code 1")
                .contains("2 of its tasks stopped", "(/slipway/prod/app, migrate/migrate/t2)")
                .contains("    | Applying V7\n    | ::error::V7 failed [0m\n")
                .doesNotContain("scaled in", "an event of no interest");
        assertThat(commands.read("aws-calls")).contains("--log-stream-name migrate/migrate/t2 --limit 20");
    }

    @Test
    void json_has_the_same_content() {
        answer("get-log-events", "{\"events\": [{\"message\": \"V7 failed\"}]}");
        var verdict = json("--json", "prod");
        assertThat(verdict.path("verdict").asText()).isEqualTo("rolled-back");
        assertThat(verdict.path("cause").asText()).isEqualTo("migration-failed");
        assertThat(verdict.path("container").asText()).isEqualTo("migrate");
        assertThat(verdict.path("exitCode").asInt()).isOne();
        assertThat(verdict.at("/log/lines/0").asText()).isEqualTo("V7 failed");
        assertThat(verdict.path("advice").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image-missing         | CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref r/slipway: r/slipway: not found | does not have the image r/slipway@
            image-unreachable     | CannotPullContainerError: pull image manifest has been retried 7 time(s): dial tcp: i/o timeout | could not be pulled
            architecture-mismatch | CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/arm64' | no variant for linux/arm64
            secret-forbidden      | ResourceInitializationError: unable to pull secrets or registry auth: failed to fetch secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-1 from secrets manager: AccessDeniedException: User is not authorized | the variable DATABASE_ADMIN_USER of container migrate
            secret-missing        | ResourceInitializationError: unable to pull secrets or registry auth: failed to fetch secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-1 from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret | secret:db-1 does not exist
            secrets-unreachable   | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: context deadline exceeded | network.egress
            log-group-missing     | ResourceInitializationError: failed to validate logger args: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. | /slipway/prod/app does not exist
            files-unavailable     | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: mount.nfs4: Connection timed out | file system could not be mounted
            no-capacity           | Capacity is unavailable at this time. Please try again later or in a different availability zone | no Fargate capacity
            quota-reached         | You've reached the limit on the number of vCPUs you can run concurrently | Service Quotas
            unknown               | Something new | Something new
            """)
    void a_task_that_does_not_start_is_explained(String cause, String reason, String said) {
        stopped(
                "TaskFailedToStart",
                reason,
                reason.contains("CannotPull") ? "{\"name\": \"app\", \"reason\": \"x\"}" : "");
        assertThat(run("verdict", "prod").said())
                .contains("Cause (" + cause + ")", said, "There is no log: no container started.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            health-check         | Target.ResponseCodeMismatch | Health checks failed with these codes: [503] | not with 200: Target.ResponseCodeMismatch
            health-check-timeout | Target.Timeout              | Request timed out                            | within 3 s
            port-mismatch        | Target.FailedHealthChecks   | Health checks failed                         | Nothing answers on port 8080
            """)
    void a_failed_health_check_is_explained_by_request_and_response(
            String cause, String code, String text, String said) {
        stopped(
                "ServiceSchedulerInitiated",
                "Task failed ELB health checks in (target-group g)",
                "{\"name\": \"app\", \"exitCode\": 143}");
        answer("describe-target-health", """
                {"TargetHealthDescriptions": [{"TargetHealth": {"State": "healthy"}},
                  {"TargetHealth": {"State": "unhealthy", "Reason": "%s", "Description": "%s"}}]}
                """.formatted(code, text));
        assertThat(run("verdict", "prod").said())
                .contains("Cause (" + cause + ")", said, "GET :8080/readyz, which expects 200: " + code + ", " + text)
                .contains("Container app: exit code 143");
        // The target disappears soon after its task; the service's events remain.
        commands.silence("describe-target-health");
        service(
                1,
                "COMPLETED",
                "(service slipway-prod) (port 8080) is unhealthy in (target-group g) due to (reason " + text + ").");
        assertThat(run("verdict", "prod").said()).contains("Cause (" + cause + ")", "expects 200: " + text);
    }

    @Test
    void out_of_memory_and_a_crash_are_distinguished() {
        stopped("EssentialContainerExited", "Essential container in task exited", """
                {"name": "app", "exitCode": 137, "reason": "OutOfMemoryError: Container killed due to memory usage"}
                """);
        assertThat(run("verdict", "prod").said())
                .contains("Cause (out-of-memory)", "512 MiB", "exit code 137, OutOfMemoryError");
        stopped(
                "EssentialContainerExited",
                "Essential container in task exited",
                "{\"name\": \"app\", \"exitCode\": 1}");
        assertThat(run("verdict", "prod").said())
                .contains("Cause (container-exited): Container app", "Container app: exit code 1");
    }

    @Test
    void an_alarm_is_identified_by_ecs_or_by_its_state() {
        stopped(
                "ServiceSchedulerInitiated",
                "Scaling activity initiated by (deployment ecs-svc/2)",
                "{\"name\": \"app\", \"exitCode\": 143}");
        service(1, "COMPLETED", "(service slipway-prod) (deployment ecs-svc/2) deployment failed: alarm detected.");
        alarms("OK");
        assertThat(run("verdict", "prod").said()).contains("Cause (alarm-tripped): One of the alarms errors, latency");
        alarms("ALARM");
        assertThat(run("verdict", "prod").said())
                .contains("The alarm errors triggered", "Alarm errors is ALARM: too many");

        alarms("OK");
        answer("list-service-deployments", "{\"serviceDeployments\": [{\"serviceDeploymentArn\": \"d\"}]}");
        answer("describe-service-deployments", """
                {"serviceDeployments": [{"targetServiceRevision": {"arn": "r"},
                  "alarms": {"status": "TRIGGERED", "triggeredAlarmNames": ["latency"]}}]}
                """);
        answer("describe-service-revisions", "{\"serviceRevisions\": [{\"taskDefinition\": \"%s2\"}]}".formatted(ARN));
        assertThat(run("verdict", "prod").said()).contains("The alarm latency triggered", "Alarm latency is OK: fine");
        // The result of another rollout does not count for this one.
        answer("describe-service-revisions", "{\"serviceRevisions\": [{\"taskDefinition\": \"%s1\"}]}".formatted(ARN));
        service(1, "COMPLETED");
        assertThat(run("verdict", "prod").said()).doesNotContain("alarm-tripped");
    }

    @Test
    void a_failed_first_rollout_is_explained_from_a_state_without_outputs() {
        service(2, "FAILED");
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("there was no former version to roll back to", "Cause (migration-failed)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resource\": {\"type\": \"aws:ecs/service:Service\", \"inputs\": {\"name\": \"slipway-prod\", \"cluster\": \"c\"}}, \"type\": \"creating\"}",
                ""
            })
    void the_service_of_an_interrupted_up_is_found(String pending) {
        state("""
                {"type": "aws:ecs/cluster:Cluster", "inputs": {"name": "c"}, "outputs": {"arn": "c"}},
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "%s2"}}
                """.formatted(ARN), pending);
        service(2, "FAILED");
        assertThat(run("verdict", "prod").said()).contains("Cause (migration-failed)");
        assertThat(commands.read("aws-calls")).contains("describe-services --cluster c --services slipway-prod");
    }

    @Test
    void each_service_of_a_stack_gets_a_verdict() {
        state("""
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "%1$s2"}},
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod-admin", "arn": "%1$s9"}},
                {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod", "cluster": "c"}},
                {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod-admin", "cluster": "c"}}
                """.formatted(ARN), "");
        service(2, "COMPLETED");
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("prod runs slipway-prod:2", "not the deployed slipway-prod:9");
    }

    @Test
    void events_before_this_up_are_ignored() {
        var later = run("verdict", "--since", "2026-11-26T12:00:00", "prod");
        assertThat(later.code()).isOne();
        assertThat(later.said()).contains("Cause (not-rolled-out)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-tasks", "describe-tasks", "describe-task-definition", "describe-target-groups"})
    void an_explanation_lists_the_calls_that_aws_did_not_answer(String call) {
        commands.silence(call);
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("was rolled back", "AWS did not answer:\n", call);
    }

    private void state(String resources, String pending) {
        answer(
                "stack-export",
                "{\"deployment\": {\"resources\": [%s], \"pending_operations\": [%s]}}".formatted(resources, pending));
    }

    private void service(int revision, String state, String... events) {
        answer("describe-services", """
                {"services": [{"serviceName": "slipway-prod", "clusterArn": "cluster/c", "status": "ACTIVE",
                  "events": [{"createdAt": "2026-11-26T10:00:30.100000+00:00", "message": "%s"},
                    {"createdAt": "2026-11-26T10:00:20.100000+00:00", "message": "an event of no interest"},
                    {"createdAt": "2026-11-26T09:00:00.100000+00:00", "message": "(service slipway-prod) deployment failed: alarm detected."}],
                  "loadBalancers": [{"targetGroupArn": "g", "containerName": "app", "containerPort": 8080}],
                  "deploymentConfiguration": {"alarms": {"alarmNames": ["errors", "latency"]}},
                  "deployments": [{"status": "PRIMARY", "taskDefinition": "%s%d", "rolloutState": "%s",
                    "createdAt": "2026-11-26T10:00:00.100000+00:00", "runningCount": 2, "desiredCount": 2}]}]}
                """.formatted(String.join("", events), ARN, revision, state));
    }

    /** Two tasks of the new definition that stopped for the same reason, and a former one that was scaled in. */
    private void stopped(String code, String reason, String container) {
        answer("describe-tasks", """
                {"tasks": [
                  {"taskArn": "task/c/t1", "taskDefinitionArn": "%1$s2", "createdAt": "2026-11-26T10:00:01.1+00:00", "stoppedAt": "2026-11-26T10:00:05.1+00:00",
                   "stopCode": "%2$s", "stoppedReason": "%3$s", "containers": [%4$s]},
                  {"taskArn": "task/c/t2", "taskDefinitionArn": "%1$s2", "createdAt": "2026-11-26T10:00:06.1+00:00", "stoppedAt": "2026-11-26T10:00:09.1+00:00",
                   "stopCode": "%2$s", "stoppedReason": "%3$s", "containers": [%4$s]},
                  {"taskArn": "task/c/t0", "taskDefinitionArn": "%1$s1", "stopCode": "ServiceSchedulerInitiated", "stoppedReason": "scaled in"}]}
                """.formatted(ARN, code, reason, container));
    }

    private void alarms(String state) {
        answer("describe-alarms", """
                {"MetricAlarms": [{"AlarmName": "errors", "StateValue": "%s", "StateReason": "too many"},
                  {"AlarmName": "latency", "StateValue": "OK", "StateReason": "fine"}]}
                """.formatted(state));
    }

    private void answer(String call, String json) {
        commands.answer(call, json);
    }

    private Said run(String... words) {
        return commands.run(Map.of("VERDICT_SECONDS", "0"), words);
    }

    private JsonNode json(String... words) {
        try {
            return new JsonMapper().readTree(run("verdict", words[0], words[1]).said());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
