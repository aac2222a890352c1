package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.slipway.toolbox.delivery.Workflow.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The delivery commands' judgement, with stand-ins for the AWS and Pulumi command lines that answer from files. */
class DeliveryCommandsTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/slipway-prod:";

    @TempDir
    Path folder;

    @BeforeEach
    void standIns() throws IOException {
        assumeTrue(
                onPath("bash") && onPath("jq"), "bash and jq are not on the PATH: the delivery commands are not tried");
        command("pulumi", "cat \"$ANSWERS/state\"");
        command("aws", """
                for argument; do case $argument in file://*) cp "${argument#file://}" "$ANSWERS/manifest" ;; esac; done
                echo "$*" >>"$ANSWERS/calls"
                cat "$ANSWERS/$2"
                """);
        answer("state", """
                {"deployment": {"resources": [
                  {"type": "pulumi:pulumi:Stack", "outputs": {"cluster": "c", "service": "slipway-prod", "logGroup": "/app"}},
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "delete": true, "outputs": {"arn": "%1$s1"}},
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"arn": "%1$s2"}}]}}
                """.formatted(ARN));
        answer(
                "describe-task-definition",
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"image\": \"r/slipway@%s\"}]}}".formatted(DIGEST));
        answer("list-tasks", "{\"taskArns\": [\"a\", \"b\", \"c\"]}");
        answer("describe-tasks", """
                {"tasks": [
                  {"taskDefinitionArn": "%1$s2", "stopCode": "EssentialContainerExited", "stoppedReason": "exited",
                   "containers": [{"name": "migrate", "exitCode": 1}, {"name": "app", "exitCode": 0}]},
                  {"taskDefinitionArn": "%1$s2", "stopCode": "EssentialContainerExited", "stoppedReason": "exited",
                   "containers": [{"name": "migrate", "exitCode": 1}, {"name": "app", "exitCode": 0}]},
                  {"taskDefinitionArn": "%1$s1", "stopCode": "ServiceSchedulerInitiated", "stoppedReason": "scaled in"}]}
                """.formatted(ARN));
    }

    @Test
    void whatTheStackAskedForAndEcsKeptIsAGoodVerdict() {
        service(2, "COMPLETED");
        var verdict = run("verdict", "prod", DIGEST);
        assertThat(verdict.code()).isZero();
        assertThat(verdict.said())
                .contains("prod runs slipway-prod:2: roll-out completed, 2 of 2 tasks, image " + DIGEST);
    }

    @Test
    void aRollBackIsABadVerdictThatTellsWhyTasksOfTheNewDefinitionStopped() {
        service(1, "COMPLETED");
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said())
                .contains("prod was rolled back", "asked for: slipway-prod:2", "PRIMARY: slipway-prod:1")
                .contains("2 x EssentialContainerExited: exited", "migrate: exit code 1", "aws logs tail /app")
                .doesNotContain("scaled in");
    }

    @Test
    void aFirstRollOutThatFailedIsABadVerdict() {
        service(2, "FAILED");
        var verdict = run("verdict", "prod");
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("there was nothing to come back to", "migrate: exit code 1");
    }

    @Test
    void anotherImageThanTheApprovedOneIsABadVerdict() {
        service(2, "COMPLETED");
        var verdict = run("verdict", "prod", OTHER);
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).contains("of another image than " + OTHER, "r/slipway@" + DIGEST);
    }

    @Test
    void aStackThatNeverWentUpHasNoVerdictAndNoAlarms() {
        answer("state", "{\"deployment\": {}}");
        assertThat(run("verdict", "prod").said()).contains("bring it up first");
        assertThat(run("check-alarms", "prod").code()).isZero();
    }

    @Test
    void anAlarmThatIsOnStopsADeploymentUnlessThatIsToMendIt() {
        service(2, "COMPLETED");
        alarms("OK");
        assertThat(run("check-alarms", "prod").code()).isZero();
        alarms("ALARM");
        var stopped = run("check-alarms", "prod");
        assertThat(stopped.code()).isOne();
        assertThat(stopped.said()).contains("slipway-prod-errors: too many");
        var mended = run(Map.of("DEPLOY_IN_ALARM", "yes"), "check-alarms", "prod");
        assertThat(mended.code()).isZero();
        assertThat(mended.said()).contains("NOT rolled back by alarms", "slipway-prod-errors");
    }

    @Test
    void anImageIsTaggedByItsManifestToTheByteOnceAndOnlyIfItIsThere() throws IOException {
        var manifest = "{\n  \"schemaVersion\": 2\n}\n";
        answer("put-image", "{}");
        answer("batch-get-image", images(DIGEST, "content", manifest));
        assertThat(run("tag-image", "prod", DIGEST).said()).contains("slipway:prod-111111111111 is now " + DIGEST);
        assertThat(folder.resolve("manifest")).hasContent(manifest).hasSize(manifest.length());

        answer("batch-get-image", images(DIGEST, "prod-111111111111", manifest));
        Files.delete(folder.resolve("calls"));
        assertThat(run("tag-image", "prod", DIGEST).code()).isZero();
        assertThat(folder.resolve("calls")).content().doesNotContain("put-image");

        answer("batch-get-image", "{\"images\": [], \"failures\": []}");
        var missing = run("tag-image", "prod", DIGEST);
        assertThat(missing.code()).isOne();
        assertThat(missing.said()).contains("holds no image " + DIGEST);
    }

    @Test
    void wrongUsageIsToldApartFromABadVerdict() {
        assertThat(Stream.of(
                        run("verdict"),
                        run("tag-image", "prod", "latest"),
                        run("smoke", "http://a"),
                        run("check-alarms", "-x")))
                .allSatisfy(wrong -> assertThat(wrong.code()).isEqualTo(2));
        assertThat(Stream.of("verdict", "tag-image", "smoke", "check-alarms").map(command -> run(command, "--help")))
                .allSatisfy(help -> {
                    assertThat(help.code()).isZero();
                    assertThat(help.said()).startsWith("Usage: delivery/").contains("Exit codes:");
                });
    }

    private void service(int revision, String state) {
        answer("describe-services", """
                {"services": [{"status": "ACTIVE", "events": [{"message": "an event"}],
                  "deploymentConfiguration": {"alarms": {"alarmNames": ["slipway-prod-errors"]}},
                  "deployments": [{"status": "PRIMARY", "taskDefinition": "%s%d", "rolloutState": "%s",
                    "runningCount": 2, "desiredCount": 2}]}]}
                """.formatted(ARN, revision, state));
    }

    private void alarms(String state) {
        answer(
                "describe-alarms",
                "{\"MetricAlarms\": [{\"AlarmName\": \"slipway-prod-errors\", \"StateValue\": \"%s\", \"StateReason\": \"too many\"}]}"
                        .formatted(state));
    }

    private static String images(String digest, String tag, String manifest) {
        return "{\"images\": [{\"imageId\": {\"imageDigest\": \"%s\", \"imageTag\": \"%s\"}, \"imageManifest\": %s}]}"
                .formatted(digest, tag, JsonNodeFactory.instance.textNode(manifest));
    }

    private void answer(String call, String json) {
        write(folder.resolve(call), json);
    }

    private void command(String name, String script) {
        var file = folder.resolve("bin").resolve(name);
        write(file, "#!/usr/bin/env bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private Said run(String... words) {
        return run(Map.of(), words);
    }

    private Said run(Map<String, String> environment, String... words) {
        var command = List.of(words);
        var builder = new ProcessBuilder(Stream.concat(
                                Stream.of(REPOSITORY
                                        .resolve("delivery")
                                        .resolve(command.getFirst())
                                        .toString()),
                                command.stream().skip(1))
                        .toList())
                .redirectErrorStream(true);
        var variables = new HashMap<>(environment);
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("ANSWERS", folder.toString());
        builder.environment().putAll(variables);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), said);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    private static boolean onPath(String command) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
    }

    private record Said(int code, String said) {}
}
