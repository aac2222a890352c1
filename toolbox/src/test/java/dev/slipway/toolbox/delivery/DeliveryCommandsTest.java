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

/** Tests the delivery commands with fakes of the AWS and Pulumi CLIs that answer from files. */
class DeliveryCommandsTest {

    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OWN = "sha256:" + "2".repeat(64);
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/slipway-prod:";

    @TempDir
    Path folder;

    private Commands commands;

    @BeforeEach
    void standIns() {
        commands = Commands.in(folder);
        answer("stack-export", """
                {"deployment": {"resources": [
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "delete": true, "outputs": {"family": "slipway-prod", "arn": "%1$s1"}},
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "slipway-prod", "arn": "%1$s2"}},
                  {"type": "aws:ecs/service:Service", "inputs": {"name": "slipway-prod", "cluster": "c", "taskDefinition": "%1$s2"}}]}}
                """.formatted(ARN));
        answer(
                "describe-task-definition",
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"image\": \"r/slipway@%s\"}]}}".formatted(DIGEST));
    }

    @Test
    void a_stack_that_was_never_deployed_has_no_verdict_and_no_alarms() {
        answer("stack-export", "{\"deployment\": {\"manifest\": {}}}");
        assertThat(run("verdict", "prod").said()).contains("deploy it first");
        assertThat(run("check-alarms", "prod").code()).isZero();
    }

    @Test
    void an_active_alarm_stops_a_deployment_unless_it_is_overridden() {
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
    void an_existing_image_is_tagged_once_with_its_exact_manifest() {
        var manifest = "{\n  \"schemaVersion\": 2\n}\n";
        answer("put-image", "{\"image\": {\"imageId\": {\"imageDigest\": \"%s\"}}}".formatted(DIGEST));
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
        assertThat(missing.said()).contains("has no image " + DIGEST);
    }

    @Test
    void the_images_of_a_stack_are_printed_and_passed_on() {
        answer(
                "stack-output",
                "{\"imageDigest\": \"%s\", \"imageDigests\": {\"admin\": \"%s\"}}".formatted(DIGEST, OWN));
        assertThat(run("digests", "staging").said()).isEqualTo("%s admin=%s\n".formatted(DIGEST, OWN));

        answer("config-prod", "");
        assertThat(run("digests", "prod", DIGEST + " admin=" + OWN).code()).isZero();
        assertThat(commands.read("pulumi-calls"))
                .contains("config set --stack prod --path image.digest " + DIGEST)
                .contains("config set --stack prod --path image.digests.admin " + OWN);

        assertThat(run("digests", "prod", "admin=latest").said()).contains("'admin=latest' is not a digest");
        answer("stack-output", "{}");
        assertThat(run("digests", "staging").said()).contains("has no output imageDigest: deploy it first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack-export", "describe-services", "describe-alarms"})
    void a_failed_query_stops_a_deployment(String call) {
        service(2, "COMPLETED");
        alarms("OK");
        commands.silence(call);
        assertThat(run("check-alarms", "prod").code()).isOne();
    }

    @Test
    void an_invalid_state_stops_a_deployment() {
        answer("stack-export", "not JSON");
        assertThat(run("check-alarms", "prod").said()).contains("The state of stack prod does not have");
        answer("stack-export", "");
        assertThat(run("check-alarms", "prod").code()).isOne();
    }

    @Test
    void an_image_is_not_tagged_if_the_registry_or_the_stack_does_not_answer() {
        assertThat(run("tag-image", "prod", DIGEST).code()).isOne();
        assertThat(run("tag-image", "prod").said()).contains("The outputs of stack prod cannot be read");
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
    void the_registry_is_named_after_the_project_however_it_is_written(String pulumiYaml) {
        Commands.write(commands.repository().resolve("Pulumi.yaml"), pulumiYaml);
        answer("batch-get-image", images(DIGEST, "prod-111111111111", "{}"));
        assertThat(run("tag-image", "prod", DIGEST).said()).startsWith("orders:prod-111111111111 is");
    }

    @Test
    void a_stack_that_builds_an_image_gets_a_runner_of_its_tasks_architecture() {
        Stream.of("foundation", "prod", "staging")
                .forEach(stack -> Commands.write(commands.repository().resolve("Pulumi." + stack + ".yaml"), ""));
        answer("plan-prod", plan("aws:ecs/cluster:Cluster", "ARM64"));
        answer("plan-staging", plan("awsx:ecr:Image", "ARM64"));
        assertThat(run("runners").said().strip())
                .isEqualTo("{\"prod\":\"ubuntu-24.04\",\"staging\":\"ubuntu-24.04-arm\"}");
        answer("plan-staging", plan("awsx:ecr:Image", "X86_64"));
        assertThat(run("runners").said()).contains("\"staging\":\"ubuntu-24.04\"}");
        answer("plan-staging", plan("awsx:ecr:Image", "RISCV64"));
        assertThat(run("runners").code()).isOne();
        commands.silence("plan-prod");
        assertThat(run("runners").said()).contains("prod cannot be planned");
    }

    private static String plan(String type, String architecture) {
        return """
                {"resources": [{"type": "%s"}, {"type": "aws:ecs/taskDefinition:TaskDefinition",
                  "inputs": {"runtimePlatform": {"cpuArchitecture": "%s"}}}]}
                """.formatted(type, architecture);
    }

    @Test
    void wrong_usage_and_a_bad_verdict_have_different_exit_codes() {
        assertThat(Stream.of(
                        run("verdict"),
                        run("tag-image", "prod", "latest"),
                        run("smoke", "http://a"),
                        run("check-alarms", "-x"),
                        run("check-approval"),
                        run("check-commit", "prod", "staging"),
                        run("prerequisites", "cobol"),
                        run("runners", "staging"),
                        run("up", "prod", "--digest", "latest"),
                        run("up", "prod", "--stack", "staging"),
                        run("verdict", "--since", "yesterday", "prod"),
                        run("github", "--reviewer")))
                .allSatisfy(wrong -> assertThat(wrong.code()).isEqualTo(2));
        assertThat(commands.all().map(command -> run(command, "--help"))).allSatisfy(help -> {
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
