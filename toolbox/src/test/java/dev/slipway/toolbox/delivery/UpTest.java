package dev.slipway.toolbox.delivery;

import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests how delivery/up handles the results of Pulumi and ECS, with fakes of both. */
class UpTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void aServiceThatRunsWhatTheStackAskedFor() {
        commands = Commands.in(folder);
        pulumi("echo \"pulumi $*\"");
        state("""
                {"type": "pulumi:pulumi:Stack", "outputs": {"imageDigest": "%s"}},
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "d/slipway-prod:2"}},
                {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod", "cluster": "slipway-prod"}}
                """.formatted(DIGEST));
        commands.answer(
                "describe-task-definition",
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"name\": \"app\", \"image\": \"r/slipway@%s\"}]}}"
                        .formatted(DIGEST));
        commands.answer("list-tasks", "{\"taskArns\": [\"a\"]}");
        service(2, "COMPLETED");
        exited("2999-01-01T00:00:00.1+00:00");
    }

    @Test
    void a_deployment_that_runs_the_stacks_digest_succeeds() {
        var said = up("--yes", "--skip-preview");
        assertThat(said.code()).as(said.said()).isZero();
        assertThat(said.said())
                .contains("pulumi up --stack prod --yes --skip-preview")
                .contains("prod runs slipway-prod:2: rollout completed, 2 of 2 tasks, image " + DIGEST);
    }

    @Test
    void a_deployment_that_runs_another_image_fails() {
        var said = up("--digest", "sha256:" + "2".repeat(64), "--yes");
        assertThat(said.code()).isOne();
        assertThat(said.said()).contains("pulumi up --stack prod --yes\n", "but with another image than");
    }

    @Test
    void a_rollback_that_pulumi_did_not_notice_is_explained() {
        service(1, "COMPLETED");
        var said = up("--yes");
        assertThat(said.code()).isOne();
        assertThat(said.said()).contains("prod was rolled back", "Cause (container-exited)");
    }

    @Test
    void a_failed_first_rollout_is_explained() {
        pulumi("echo 'error: timeout' >&2; exit 255");
        state("""
                {"type": "aws:ecs/cluster:Cluster", "inputs": {"name": "slipway-prod"}},
                {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "d/slipway-prod:2"}}
                """);
        service(2, "FAILED");
        var said = up("--yes");
        assertThat(said.code()).isOne();
        assertThat(said.said())
                .contains("error: timeout", "'pulumi up' failed with exit code 255")
                .contains("there was no former version to roll back to", "Cause (container-exited): Container app");
    }

    @Test
    void a_failure_without_a_rollout_keeps_pulumis_exit_code() {
        pulumi("echo 'error: quota' >&2; exit 77");
        var unchanged = up("--yes");
        assertThat(unchanged.code()).isEqualTo(77);
        assertThat(unchanged.said())
                .contains("error: quota", "No rollout failed: slipway-prod runs slipway-prod:2")
                .doesNotContain("Cause (");

        // A former rollout failed, and this update did not start one.
        exited("2020-01-01T00:00:00.1+00:00");
        service(1, "COMPLETED");
        var before = up("--yes");
        assertThat(before.code()).isEqualTo(77);
        assertThat(before.said()).contains("No rollout took place").doesNotContain("Cause (");

        state("{\"type\": \"pulumi:pulumi:Stack\"}");
        var none = up("--yes");
        assertThat(none.code()).isEqualTo(77);
        assertThat(none.said()).contains("No rollout took place");

        commands.silence("stack-export");
        var unknown = up("--yes");
        assertThat(unknown.code()).isEqualTo(77);
        assertThat(unknown.said()).contains("cannot be read");
    }

    @Test
    void failures_are_reported_while_it_waits() {
        service(2, "FAILED");
        // Without tasks the service is steady, and Pulumi ends with success.
        pulumi("for i in {1..600}; do grep -q 'cannot succeed' \"$ANSWERS/said\" && exit 0; sleep 0.1; done; exit 99");
        var said = commands.shell(
                Map.of("UP_SECONDS", "0.1"),
                "delivery/up prod --yes >\"$ANSWERS/said\" 2>&1; code=$?; cat \"$ANSWERS/said\"; exit $code");
        assertThat(said.code()).as(said.said()).isOne();
        assertThat(said.said())
                .contains("ECS rolls out slipway-prod:2: 2 of 2 tasks run, 1 failed (FAILED)")
                .contains("The rollout of slipway-prod:2 is failing:\n  Cause (container-exited)")
                .contains(
                        "To end the wait: aws ecs update-service --cluster slipway-prod --service slipway-prod --desired-count 0")
                .contains(
                        "The rollout of slipway-prod:2 failed, and there is no earlier version to roll back to:\n  Cause");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_signal_reaches_pulumi_once_and_the_result_is_explained(String signal) {
        pulumi("""
                trap 'echo "got a signal" >>"$ANSWERS/signals"' TERM INT
                : >"$ANSWERS/waiting"
                until [ -s "$ANSWERS/signals" ]; do sleep 0.1; done
                sleep 1 # for a second one, which there must not be
                exit 8
                """);
        // The signal goes to the command's whole process group, as on a runner that cancels a job. If the tests run
        // in the background, INT may be ignored in all processes, which a shell cannot undo.
        var said = commands.shell(Map.of(), """
                set -m
                as_usual=
                ! env --default-signal=INT true 2>/dev/null || as_usual="env --default-signal=INT"
                $as_usual delivery/up prod --yes &
                until [ -e "$ANSWERS/waiting" ]; do sleep 0.1; done
                kill -s %s -- -$!
                wait $!
                """.formatted(signal));
        assertThat(said.code()).as(said.said()).isEqualTo(8);
        assertThat(commands.read("signals")).isEqualTo("got a signal\n");
        assertThat(said.said()).contains("failed with exit code 8", "No rollout failed");
    }

    private void pulumi(String up) {
        commands.standIn("pulumi", """
                if [ "$1" = stack ]; then
                    cat "$ANSWERS/stack-$2"
                    exit
                fi
                """ + up);
    }

    private void state(String resources) {
        commands.answer("stack-export", "{\"deployment\": {\"resources\": [%s]}}".formatted(resources));
    }

    private void service(int revision, String state) {
        commands.answer(
                "list-services",
                "{\"serviceArns\": [\"arn:aws:ecs:eu-central-1:1:service/slipway-prod/slipway-prod\"]}");
        commands.answer("describe-services", """
                {"services": [{"serviceName": "slipway-prod", "clusterArn": "cluster/slipway-prod", "status": "ACTIVE",
                  "deployments": [{"status": "PRIMARY", "taskDefinition": "d/slipway-prod:%d", "rolloutState": "%s",
                    "createdAt": "%s-01-01T00:00:00.1+00:00", "runningCount": 2, "desiredCount": 2, "failedTasks": 1}]}]}
                """.formatted(revision, state, state.equals("FAILED") ? 2999 : 2020));
    }

    private void exited(String created) {
        commands.answer("describe-tasks", """
                {"tasks": [{"taskArn": "task/t", "taskDefinitionArn": "d/slipway-prod:2", "createdAt": "%s",
                  "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
                  "containers": [{"name": "app", "exitCode": 1}]}]}
                """.formatted(created));
    }

    private Said up(String... words) {
        var all = new String[words.length + 2];
        all[0] = "up";
        all[1] = "prod";
        System.arraycopy(words, 0, all, 2, words.length);
        return commands.run(Map.of("UP_SECONDS", "600"), all);
    }
}
