package dev.slipway.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the verdict on each way in which the simulated ECS can fail a rollout, with the AWS CLI. This only needs a service:
 * its state is written by hand, and no stack is deployed.
 */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollOutIT {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
    private static final JsonMapper JSON = new JsonMapper();

    private Path folder;
    private SimulatedAws aws;
    private String group;

    @BeforeAll
    void aServiceThatRuns() throws Exception {
        var commandLine = Equipment.deliveryNeeds("jq");
        folder = Files.createDirectories(
                Path.of("target", "engine-tests", "RollOutIT").toAbsolutePath());
        aws = SimulatedAws.start(folder);
        command("aws", "exec %s --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"".formatted(commandLine));
        command("pulumi", "cat '%s'".formatted(folder.resolve("state")));
        group = element(
                query(
                        "elasticloadbalancing",
                        Map.of(
                                "Action", "CreateTargetGroup",
                                "Version", "2015-12-01",
                                "Name", "orders",
                                "Protocol", "HTTP",
                                "Port", "8080",
                                "VpcId",
                                        element(
                                                query("ec2", Map.of("Action", "DescribeVpcs", "Version", "2016-11-15")),
                                                "vpcId"),
                                "TargetType", "ip",
                                "HealthCheckPath", "/readyz")),
                "TargetGroupArn");
        query(
                "monitoring",
                Map.of(
                        "Action", "PutMetricAlarm",
                        "Version", "2010-08-01",
                        "AlarmName", "orders-errors",
                        "MetricName", "Errors",
                        "Namespace", "Orders",
                        "ComparisonOperator", "GreaterThanThreshold",
                        "EvaluationPeriods", "1",
                        "Period", "60",
                        "Statistic", "Sum",
                        "Threshold", "10"));
        aws.json("logs", "1.1", "Logs_20140328.CreateLogGroup", "{\"logGroupName\": \"/orders/app\"}");
        ecs("CreateCluster", "{\"clusterName\": \"orders\"}");
        ecs("CreateService", """
                {"cluster": "orders", "serviceName": "orders", "taskDefinition": "%s", "desiredCount": 1, "launchType": "FARGATE",
                 "loadBalancers": [{"targetGroupArn": "%s", "containerName": "app", "containerPort": 8080}],
                 "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true},
                   "alarms": {"enable": true, "rollback": true, "alarmNames": ["orders-errors"]}}}
                """.formatted(register("", ""), group));
    }

    @AfterAll
    void clear() {
        if (aws != null) {
            aws.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image-missing         | image-missing         | app     | does not have the image r/orders@sha256:1
            architecture-mismatch | architecture-mismatch | app     | no variant for linux/arm64
            secret-forbidden      | secret-forbidden      | app     | parameter/orders/key, the variable KEY of container app
            log-group-missing     | log-group-missing     |         | /orders/app does not exist
            no-capacity           | no-capacity           |         | no Fargate capacity
            out-of-memory         | out-of-memory         | app     | more memory than the task has, 512 MiB
            migration-failed      | migration-failed      | migrate | must succeed before the others start
            migration-failed      | container-exited      | app     | ended by itself
            health-check          | health-check          | app     | codes: [503]
            port-mismatch         | port-mismatch         | app     | Nothing answers on port 8080
            alarm-tripped         | alarm-tripped         | app     | orders-errors triggered
            """)
    void the_verdict_names_the_cause(String failure, String cause, String container, String said) throws IOException {
        var deployed = register(failure, container == null ? "app" : container);
        Files.writeString(folder.resolve("state"), """
                {"deployment": {"resources": [
                  {"type": "aws:ecs/taskDefinition:TaskDefinition", "outputs": {"family": "orders", "arn": "%s"}},
                  {"type": "aws:ecs/service:Service", "inputs": {"name": "orders", "cluster": "orders"}}]}}
                """.formatted(deployed));
        ecs(
                "UpdateService",
                "{\"cluster\": \"orders\", \"service\": \"orders\", \"taskDefinition\": \"%s\"}".formatted(deployed));
        if (failure.equals("alarm-tripped")) {
            query(
                    "monitoring",
                    Map.of(
                            "Action", "SetAlarmState",
                            "Version", "2010-08-01",
                            "AlarmName", "orders-errors",
                            "StateValue", "ALARM",
                            "StateReason", "12 errors"));
        }

        var run = verdict();
        var verdict = json(run.out());
        assertThat(run.exit()).as(run.said()).isOne();
        assertThat(verdict.path("verdict").asText()).isEqualTo("rolled-back");
        assertThat(verdict.path("cause").asText()).as(run.said()).isEqualTo(cause);
        assertThat(verdict.path("container").asText(null)).isEqualTo(container);
        assertThat(verdict.path("what").asText()).contains(said);
        assertThat(verdict.path("advice").asText()).isNotEmpty();
        assertThat(verdict.path("tasks").asInt()).isPositive();
        assertThat(verdict.at("/healthCheck/path").asText()).isEqualTo("/readyz");
        if (failure.equals("alarm-tripped")) {
            assertThat(verdict.at("/alarms/0/reason").asText()).isEqualTo("12 errors");
        }
        if (failure.equals("migration-failed")) {
            assertThat(logged(verdict)).isEqualTo("the last words");
        }
    }

    /** Writes to the log that the verdict names, and runs the verdict again. */
    private String logged(JsonNode verdict) throws IOException {
        var stream = "\"logGroupName\": \"/orders/app\", \"logStreamName\": %s".formatted(verdict.at("/log/stream"));
        assertThat(verdict.at("/log/group").asText()).isEqualTo("/orders/app");
        aws.json("logs", "1.1", "Logs_20140328.CreateLogStream", "{" + stream + "}");
        aws.json(
                "logs",
                "1.1",
                "Logs_20140328.PutLogEvents",
                "{%s, \"logEvents\": [{\"timestamp\": %d, \"message\": \"the last words\"}]}"
                        .formatted(stream, System.currentTimeMillis()));
        return json(verdict().out()).at("/log/lines/0").asText();
    }

    /** Registers a task definition with a failing container; returns its ARN. */
    private String register(String failure, String container) throws IOException {
        return json(ecs("RegisterTaskDefinition", """
                {"family": "orders", "networkMode": "awsvpc", "cpu": "256", "memory": "512", "requiresCompatibilities": ["FARGATE"],
                 "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
                 "containerDefinitions": [%s, %s]}
                """.formatted(
                                container("migrate", "", container.equals("migrate") ? failure : ""),
                                container("app", """
                                , "dependsOn": [{"containerName": "migrate", "condition": "SUCCESS"}],
                                "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:eu-central-1:123456789012:parameter/orders/key"}]
                                """, container.equals("app") ? failure : ""))))
                .at("/taskDefinition/taskDefinitionArn")
                .asText();
    }

    private static String container(String name, String more, String failure) {
        return """
                {"name": "%1$s", "image": "r/orders@sha256:1", "essential": %2$s,
                 "environment": [{"name": "SIMULATE_FAILURE", "value": "%3$s"}],
                 "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/orders/app",
                   "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "%1$s"}}%4$s}
                """.formatted(name, name.equals("app"), failure, more);
    }

    private Run verdict() throws IOException {
        var err = folder.resolve("verdict.err");
        var builder = new ProcessBuilder(Project.original("delivery/verdict").toString(), "--json", "staging")
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                        "AWS_ENDPOINT_URL",
                        aws.endpoint().toString(),
                        "AWS_REGION",
                        SimulatedAws.REGION,
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test"));
        var process = builder.start();
        Processes.endWithThisJvm(process);
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Run("delivery/verdict", process.waitFor(), out, Files.readString(err));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void command(String name, String script) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String ecs(String action, String body) {
        return aws.json("ecs", "1.1", ECS + action, body);
    }

    private String query(String service, Map<String, String> parameters) {
        return aws.query(service, parameters);
    }

    private static String element(String xml, String name) {
        return xml.substring(xml.indexOf("<" + name + ">") + name.length() + 2, xml.indexOf("</" + name + ">"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }
}
