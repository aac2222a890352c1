package dev.slipway.toolbox.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The delivery commands' judgement, with stand-ins for the AWS and Pulumi command lines that answer from files. */
class DeliveryCommandsTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/slipway-prod:";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void standIns() {
        commands = Commands.in(folder);
        answer("stack-export", """
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
        answer("stack-export", "{\"deployment\": {}}");
        assertThat(run("verdict", "prod").said()).contains("bring it up first");
        assertThat(run("check-alarms", "prod").code()).isZero();
    }

    @Test
    void anAlarmThatIsOnStopsADeploymentUnlessThatIsToFixIt() {
        service(2, "COMPLETED");
        alarms("OK");
        assertThat(run("check-alarms", "prod").code()).isZero();
        alarms("ALARM");
        var stopped = run("check-alarms", "prod");
        assertThat(stopped.code()).isOne();
        assertThat(stopped.said()).contains("slipway-prod-errors: too many");
        var fixed = commands.run(Map.of("DEPLOY_IN_ALARM", "yes"), "check-alarms", "prod");
        assertThat(fixed.code()).isZero();
        assertThat(fixed.said()).contains("NOT rolled back by alarms", "slipway-prod-errors");
    }

    @Test
    void anImageIsTaggedByItsManifestToTheByteOnceAndOnlyIfItIsThere() {
        var manifest = "{\n  \"schemaVersion\": 2\n}\n";
        answer("put-image", "{}");
        answer("batch-get-image", images(DIGEST, "content", manifest));
        assertThat(run("tag-image", "prod", DIGEST).said()).contains(":prod-111111111111 is now " + DIGEST);
        assertThat(folder.resolve("manifest")).hasContent(manifest).hasSize(manifest.length());

        answer("batch-get-image", images(DIGEST, "prod-111111111111", manifest));
        commands.silence("aws-calls");
        assertThat(run("tag-image", "prod", DIGEST).code()).isZero();
        assertThat(commands.read("aws-calls")).doesNotContain("put-image");

        answer("batch-get-image", "{\"images\": [], \"failures\": []}");
        var missing = run("tag-image", "prod", DIGEST);
        assertThat(missing.code()).isOne();
        assertThat(missing.said()).contains("holds no image " + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack-export", "describe-services", "describe-alarms"})
    void aQuestionWithoutAnAnswerStopsADeployment(String call) {
        service(2, "COMPLETED");
        alarms("OK");
        commands.silence(call);
        assertThat(run("check-alarms", "prod").code()).isOne();
    }

    @Test
    void aStateThatIsNotOneStopsADeployment() {
        answer("stack-export", "not JSON");
        assertThat(run("check-alarms", "prod").said()).contains("The state of stack prod is not");
        answer("stack-export", "");
        assertThat(run("check-alarms", "prod").code()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack-export", "describe-services", "describe-task-definition"})
    void aQuestionWithoutAnAnswerIsNoGoodVerdict(String call) {
        service(2, "COMPLETED");
        commands.silence(call);
        var verdict = run("verdict", "prod", DIGEST);
        assertThat(verdict.code()).isOne();
        assertThat(verdict.said()).doesNotContain("roll-out completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list-tasks", "describe-tasks"})
    void aBadVerdictSaysThatTheTasksAreNotKnown(String call) {
        service(1, "COMPLETED");
        commands.silence(call);
        assertThat(run("verdict", "prod").said()).contains("was rolled back", "AWS did not tell");
    }

    @Test
    void anImageIsNotTaggedWhereTheRegistryOrTheStackDoesNotAnswer() {
        assertThat(run("tag-image", "prod", DIGEST).code()).isOne();
        assertThat(run("tag-image", "prod").said()).contains("names no image that it runs");
        answer("batch-get-image", images(DIGEST, "content", "{}"));
        var refused = run("tag-image", "prod", DIGEST);
        assertThat(refused.code()).isOne();
        assertThat(refused.said()).contains("refused the tag prod-111111111111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: orders",
                "runtime: java\nname:   \"orders\"   # the product",
                "'name' : 'orders'\ndescription: the name: of it",
                "config:\n  name: other\nname: orders # x\n"
            })
    void theRegistryIsNamedAfterTheProjectHoweverItIsWritten(String pulumiYaml) {
        Commands.write(commands.repository().resolve("Pulumi.yaml"), pulumiYaml);
        answer("batch-get-image", images(DIGEST, "prod-111111111111", "{}"));
        assertThat(run("tag-image", "prod", DIGEST).said()).startsWith("orders:prod-111111111111 is");
    }

    @Test
    void aStackIsDeployedByARunnerOfItsImagesArchitecture() {
        Stream.of("foundation", "prod", "staging")
                .forEach(stack -> Commands.write(commands.repository().resolve("Pulumi." + stack + ".yaml"), ""));
        answer("plan-prod", plan("aws:ecs/cluster:Cluster", ""));
        answer("plan-staging", plan("awsx:ecr:Image", "linux/arm64"));
        assertThat(run("runners").said().strip())
                .isEqualTo("{\"prod\":\"ubuntu-24.04\",\"staging\":\"ubuntu-24.04-arm\"}");
        answer("plan-staging", plan("awsx:ecr:Image", "linux/amd64"));
        assertThat(run("runners").said()).contains("\"staging\":\"ubuntu-24.04\"}");
        answer("plan-staging", plan("awsx:ecr:Image", "linux/riscv64"));
        assertThat(run("runners").code()).isOne();
        commands.silence("plan-prod");
        assertThat(run("runners").said()).contains("prod cannot be planned");
    }

    private static String plan(String type, String platform) {
        return "{\"resources\": [{\"type\": \"%s\", \"inputs\": {\"platform\": \"%s\"}}]}".formatted(type, platform);
    }

    @Test
    void wrongUsageIsToldApartFromABadVerdict() {
        assertThat(Stream.of(
                        run("verdict"),
                        run("tag-image", "prod", "latest"),
                        run("smoke", "http://a"),
                        run("check-alarms", "-x"),
                        run("check-approval"),
                        run("check-commit", "prod", "staging"),
                        run("prerequisites", "cobol"),
                        run("runners", "staging"),
                        run("github", "--reviewer")))
                .allSatisfy(wrong -> assertThat(wrong.code()).isEqualTo(2));
        assertThat(Stream.of(
                                "verdict",
                                "tag-image",
                                "smoke",
                                "check-alarms",
                                "check-approval",
                                "check-commit",
                                "prerequisites",
                                "runners",
                                "github")
                        .map(command -> run(command, "--help")))
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
        commands.answer(call, json);
    }

    private Said run(String... words) {
        return commands.run(words);
    }
}
