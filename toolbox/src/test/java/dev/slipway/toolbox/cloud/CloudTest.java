package dev.slipway.toolbox.cloud;

import dev.slipway.EstatePlans;
import dev.slipway.architecture.Architecture;
import dev.slipway.plan.Plan;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Jobs and the database of a deployed environment, with an AWS CLI that answers from files. */
class CloudTest {

    private static final Architecture ARCHITECTURE =
            Architecture.of(web("app").ownsSchema(), job("cleanup").usesDatabase());

    /** Prints the file answers/SERVICE.OPERATION, and records the call. */
    private static final String FAKE = """
            #!/usr/bin/env bash
            here=$(dirname "$0")
            echo "$*" >>"$here/calls"
            if [ "$1 $2" = "ssm start-session" ]; then
                port=$(sed 's/.*"localPortNumber":\\["\\([0-9]*\\)"\\].*/\\1/' <<<"$*")
                exec python3 -c "import socket, time; s = socket.create_server(('127.0.0.1', $port)); time.sleep(60)"
            fi
            cat "$here/$1.$2" 2>/dev/null || { echo "An error occurred: no answer to $1 $2" >&2; exit 254; }
            """;

    @TempDir
    private Path folder;

    private final StringWriter progress = new StringWriter();
    private String program;

    @BeforeEach
    void cli() throws IOException {
        program = script("aws", FAKE).toString();
        answer("sts.get-caller-identity", "{\"Account\": \"000000000000\"}");
        answer("ec2.describe-subnets", "{\"Subnets\": [{\"SubnetId\": \"subnet-a\"}, {\"SubnetId\": \"subnet-b\"}]}");
        answer("ec2.describe-security-groups", "{\"SecurityGroups\": [{\"GroupId\": \"sg-a\"}]}");
        answer(
                "ecs.run-task",
                "{\"tasks\": [{\"taskArn\": \"arn:aws:ecs:eu-central-1:000000000000:task/slipway-staging/abc\"}]}");
        answer("logs.get-log-events", "{\"events\": [{\"message\": \"cleaned up\"}]}");
    }

    @Test
    void a_job_runs_in_the_private_subnets_and_its_exit_code_is_the_result() throws Exception {
        ended(0);
        assertThat(run().run("cleanup")).as(progress.toString()).isTrue();
        assertThat(progress.toString()).contains("task abc", "STOPPED", "| cleaned up", "cleanup succeeded.");
        assertThat(Files.readString(folder.resolve("calls")))
                .contains(
                        "--task-definition slipway-staging-cleanup",
                        "subnets=[subnet-a,subnet-b],securityGroups=[sg-a]",
                        "--region eu-central-1");

        ended(3);
        assertThat(run().run("cleanup")).isFalse();
        assertThat(progress.toString()).contains("container cleanup exited with 3.");
    }

    @Test
    void another_account_and_a_refusal_are_reported() throws IOException {
        answer("sts.get-caller-identity", "{\"Account\": \"210987654321\"}");
        assertThatThrownBy(this::aws).hasMessageContaining("signed in to the account 210987654321");
        answer("sts.get-caller-identity", "{\"Account\": \"000000000000\"}");
        answer("ecs.run-task", "{\"failures\": [{\"reason\": \"RESOURCE:FARGATE\"}]}");
        assertThatThrownBy(() -> run().run("cleanup")).hasMessageContaining("RESOURCE:FARGATE");
        assertThatThrownBy(() -> new Aws(account(), folder.resolve("none").toString()))
                .hasMessageContaining("Install version 2");
    }

    @Test
    void psql_reaches_the_database_through_a_task_with_exec() throws Exception {
        answer("rds.describe-db-instances", """
                {"DBInstances": [{"Endpoint": {"Address": "db.example", "Port": 5432}, "MasterUsername": "administrator",
                                  "MasterUserSecret": {"SecretArn": "arn:secret"}}]}""");
        answer("ecs.list-tasks", "{\"taskArns\": [\"arn:task/slipway-staging/abc\"]}");
        answer("ecs.describe-tasks", """
                {"tasks": [{"taskArn": "arn:task/slipway-staging/abc", "containers": [{"runtimeId": "abc-123",
                  "managedAgents": [{"name": "ExecuteCommandAgent", "lastStatus": "RUNNING"}]}]}]}""");
        answer("rds.generate-db-auth-token", "token");
        answer(
                "secretsmanager.get-secret-value",
                "{\"SecretString\": \"{\\\"username\\\": \\\"administrator\\\", \\\"password\\\": \\\"hidden\\\"}\"}");
        answer("ssm.get-parameter", "{\"Parameter\": {\"Value\": \"own\"}}");
        var psql = script(
                "psql", "#!/usr/bin/env bash\necho \"$PGPASSWORD $*\" >>\"$(dirname \"$0\")/sessions\"\nexit 7\n");
        var authorities = Files.writeString(folder.resolve("bundle.pem"), "");

        try (var tunnel = new DatabaseTunnel(aws(), plan(true))) {
            assertThat(tunnel.psql(psql.toString(), false, "slipway-staging", authorities, List.of("-c", "SELECT 1")))
                    .isEqualTo(7);
            tunnel.psql(psql.toString(), true, "slipway-staging", authorities, List.of());
        }
        // With a read replica, RDS does not manage the password.
        answer(
                "rds.describe-db-instances",
                "{\"DBInstances\": [{\"Endpoint\": {\"Address\": \"db.example\", \"Port\": 5432}, \"MasterUsername\": \"administrator\"}]}");
        try (var tunnel = new DatabaseTunnel(aws(), plan(true))) {
            tunnel.psql(psql.toString(), true, "slipway-staging", authorities, List.of());
        }
        assertThat(Files.readString(folder.resolve("calls")))
                .contains(
                        "ecs:slipway-staging_abc_abc-123", "AWS-StartPortForwardingSessionToRemoteHost", "db.example");
        assertThat(Files.readAllLines(folder.resolve("sessions")))
                .satisfiesExactly(
                        service -> assertThat(service)
                                .startsWith("token host=db.example hostaddr=127.0.0.1 port=")
                                .contains("user=slipway-staging sslmode=verify-full", "-c SELECT 1"),
                        administrator ->
                                assertThat(administrator).startsWith("hidden ").contains("user=administrator"),
                        administrator ->
                                assertThat(administrator).startsWith("own ").contains("user=administrator"));
    }

    @Test
    void psql_reaches_a_cluster_of_aurora_at_its_endpoint() throws Exception {
        answer("rds.describe-db-clusters", """
                {"DBClusters": [{"Endpoint": "cluster.example", "Port": 5432, "MasterUsername": "administrator",
                                 "MasterUserSecret": {"SecretArn": "arn:secret"}}]}""");
        answer("ecs.list-tasks", "{\"taskArns\": [\"arn:task/slipway-staging/abc\"]}");
        answer("ecs.describe-tasks", """
                {"tasks": [{"taskArn": "arn:task/slipway-staging/abc", "containers": [{"runtimeId": "abc-123",
                  "managedAgents": [{"name": "ExecuteCommandAgent", "lastStatus": "RUNNING"}]}]}]}""");
        answer("secretsmanager.get-secret-value", "{\"SecretString\": \"{\\\"password\\\": \\\"hidden\\\"}\"}");
        var psql = script("psql", "#!/usr/bin/env bash\necho \"$PGPASSWORD $*\" >>\"$(dirname \"$0\")/sessions\"\n");
        var authorities = Files.writeString(folder.resolve("bundle.pem"), "");

        try (var tunnel = new DatabaseTunnel(aws(), plan(true, "{\"engine\": \"aurora-serverless\"}"))) {
            tunnel.psql(psql.toString(), true, "slipway-staging", authorities, List.of());
        }
        assertThat(Files.readString(folder.resolve("calls")))
                .contains("--db-cluster-identifier slipway-staging", "\"host\":[\"cluster.example\"]");
        assertThat(Files.readString(folder.resolve("sessions")))
                .startsWith("hidden host=cluster.example")
                .contains("dbname=app user=administrator");
    }

    @Test
    void without_exec_the_fix_is_named() throws Exception {
        answer(
                "rds.describe-db-instances",
                "{\"DBInstances\": [{\"Endpoint\": {\"Address\": \"db.example\", \"Port\": 5432}}]}");
        assertThatThrownBy(() -> new DatabaseTunnel(aws(), plan(false)))
                .hasMessageContaining("Set services.<name>.exec: true");
        answer("ecs.list-tasks", "{\"taskArns\": []}");
        assertThatThrownBy(() -> new DatabaseTunnel(aws(), plan(true))).hasMessageContaining("deploy again");
    }

    private void ended(int code) throws IOException {
        answer("ecs.describe-tasks", """
                {"tasks": [{"lastStatus": "STOPPED", "stoppedReason": "Essential container in task exited",
                            "containers": [{"name": "cleanup", "exitCode": %d}]}]}""".formatted(code));
    }

    private void answer(String call, String json) throws IOException {
        Files.writeString(folder.resolve(call), json);
    }

    private Path script(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private JobRun run() {
        return new JobRun(aws(), plan(false), new PrintWriter(progress), Duration.ofMillis(10));
    }

    private Aws aws() {
        return new Aws(account(), program);
    }

    private static AccountSettings account() {
        return SettingsReader.read(StackConfig.fromFiles(TestProject.FOLDER, "staging"), ARCHITECTURE.kinds())
                .account();
    }

    private static Plan plan(boolean exec) {
        return plan(exec, "{}");
    }

    private static Plan plan(boolean exec, String database) {
        var config = StackConfig.fromFiles(TestProject.FOLDER, "staging");
        var values = new java.util.HashMap<>(config.values());
        values.put("slipway:database", database);
        values.put("slipway:services", "{\"app\": {\"exec\": %s}}".formatted(exec));
        return EstatePlans.of(TestProject.FOLDER, ARCHITECTURE)
                .plan(new StackConfig(config.project(), config.stack(), values, config.secretKeys()));
    }
}
