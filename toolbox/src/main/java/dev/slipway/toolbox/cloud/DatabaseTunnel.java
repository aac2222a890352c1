package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A connection to an environment's private database through one of its tasks: Session Manager forwards a local port to it
 * ("Starting a session (port forwarding to remote host)"). Why: docs/decisions/reaching-the-database.md.
 */
public final class DatabaseTunnel implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final URI AUTHORITIES =
            URI.create("https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem");

    private final Aws aws;
    private final String database;
    private final String parameter;
    private final JsonNode instance;
    private final int port = freePort();
    private final Process session;

    /**
     * Opens the connection.
     *
     * @throws CloudFailure if no running task allows it
     */
    public DatabaseTunnel(Aws aws, Plan plan) throws InterruptedException {
        this.aws = aws;
        var planned = Stream.concat(
                        plan.all("aws:rds/instance:Instance").filter(each -> each.has("dbName")),
                        plan.all("aws:rds/cluster:Cluster"))
                .findFirst()
                .orElseThrow(() -> new CloudFailure(plan.stack() + " has no database."));
        var isCluster = planned.has("clusterIdentifier");
        database = planned.text(isCluster ? "databaseName" : "dbName");
        parameter = "/%s/%s/database/administrator".formatted(plan.project(), plan.stack());
        instance = isCluster
                ? aws.json("rds", "describe-db-clusters", "--db-cluster-identifier", planned.text("clusterIdentifier"))
                        .path("DBClusters")
                        .path(0)
                : aws.json("rds", "describe-db-instances", "--db-instance-identifier", planned.text("identifier"))
                        .path("DBInstances")
                        .path(0);
        session = aws.start(
                "ssm",
                "start-session",
                "--target",
                target(plan),
                "--document-name",
                "AWS-StartPortForwardingSessionToRemoteHost",
                "--parameters",
                "{\"host\":[\"%s\"],\"portNumber\":[\"%d\"],\"localPortNumber\":[\"%d\"]}"
                        .formatted(host(), remotePort(), port));
        awaitPort();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String host() {
        return isCluster()
                ? instance.path("Endpoint").asText()
                : instance.path("Endpoint").path("Address").asText();
    }

    private int remotePort() {
        return (isCluster() ? instance : instance.path("Endpoint")).path("Port").asInt();
    }

    /** The endpoint of a cluster is a name, that of an instance a group. */
    private boolean isCluster() {
        return instance.path("Endpoint").isTextual();
    }

    /** A running container with the agent of ECS Exec, as Session Manager names it. */
    private String target(Plan plan) {
        var services = plan.all("aws:ecs/service:Service")
                .filter(service -> service.flag("enableExecuteCommand"))
                .filter(service -> usesDatabase(service, plan))
                .map(service -> service.text("name"))
                .toList();
        if (services.isEmpty()) {
            throw new CloudFailure(
                    "No service of %s that uses the database allows ECS Exec. Set services.<name>.exec: true for one, and deploy it."
                            .formatted(plan.stack()));
        }
        var cluster = plan.environment();
        for (var service : services) {
            var tasks = new ArrayList<>(List.of("ecs", "describe-tasks", "--cluster", cluster, "--tasks"));
            aws.json("ecs", "list-tasks", "--cluster", cluster, "--service-name", service)
                    .path("taskArns")
                    .forEach(task -> tasks.add(task.asText()));
            if (tasks.getLast().equals("--tasks")) {
                continue;
            }
            for (var task : aws.json(tasks.toArray(String[]::new)).path("tasks")) {
                for (var container : task.path("containers")) {
                    var running = StreamSupport.stream(
                                    container.path("managedAgents").spliterator(), false)
                            .anyMatch(agent -> agent.path("name").asText().equals("ExecuteCommandAgent")
                                    && agent.path("lastStatus").asText().equals("RUNNING"));
                    if (running) {
                        var arn = task.path("taskArn").asText();
                        return "ecs:%s_%s_%s"
                                .formatted(
                                        cluster,
                                        arn.substring(arn.lastIndexOf('/') + 1),
                                        container.path("runtimeId").asText());
                    }
                }
            }
        }
        throw new CloudFailure(
                "No running task of %s has the agent of ECS Exec yet. Tasks that were started before services.<name>.exec was set have none: deploy again."
                        .formatted(String.join(", ", services)));
    }

    private static boolean usesDatabase(PlannedResource service, Plan plan) {
        return plan.all("aws:ecs/taskDefinition:TaskDefinition")
                .filter(definition -> definition.text("arn").equals(service.text("taskDefinition")))
                .anyMatch(definition -> definition.text("containerDefinitions").contains("\"DATABASE_HOST\""));
    }

    private void awaitPort() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!session.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new CloudFailure(
                            "Session Manager did not open a connection. It needs the AWS CLI's plugin session-manager-plugin, and the right to ssm:StartSession on the task.");
                }
                Thread.sleep(POLL_INTERVAL);
            }
        }
    }

    /**
     * Runs psql in this terminal.
     *
     * @param administrator whether to sign in as the administrator, who may change the schema, instead of the service's role
     * @return its exit code
     */
    public int psql(boolean administrator, String role, Path authorities, List<String> arguments)
            throws InterruptedException {
        return psql("psql", administrator, role, authorities, arguments);
    }

    int psql(String program, boolean administrator, String role, Path authorities, List<String> arguments)
            throws InterruptedException {
        var user = role;
        String password;
        if (administrator) {
            user = instance.path("MasterUsername").asText();
            password = administratorPassword();
        } else {
            password = aws.text(
                            "rds",
                            "generate-db-auth-token",
                            "--hostname",
                            host(),
                            "--port",
                            Integer.toString(remotePort()),
                            "--username",
                            user)
                    .replaceAll("^\"|\"$", "");
        }
        var command = new ArrayList<>(List.of(
                program,
                "host=%s hostaddr=127.0.0.1 port=%d dbname=%s user=%s sslmode=verify-full sslrootcert=%s"
                        .formatted(host(), port, database, user, download(authorities))));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).inheritIO();
        process.environment().put("PGPASSWORD", password);
        try {
            return process.start().waitFor();
        } catch (IOException e) {
            throw new CloudFailure("psql does not run: " + e.getMessage() + ". Install PostgreSQL's client.");
        }
    }

    /** RDS's secret has it; with a read replica, a parameter of the environment. */
    private String administratorPassword() {
        var secret = instance.path("MasterUserSecret").path("SecretArn").asText();
        if (secret.isEmpty()) {
            return aws.json("ssm", "get-parameter", "--with-decryption", "--name", parameter)
                    .at("/Parameter/Value")
                    .asText();
        }
        try {
            return JSON.readTree(aws.json("secretsmanager", "get-secret-value", "--secret-id", secret)
                            .path("SecretString")
                            .asText())
                    .path("password")
                    .asText();
        } catch (IOException e) {
            // Jackson's message quotes the secret.
            throw new CloudFailure("The administrator's secret is not JSON.");
        }
    }

    /** The certificate authorities of RDS, which are downloaded once. */
    private static Path download(Path file) throws InterruptedException {
        if (Files.exists(file)) {
            return file;
        }
        try (var http = HttpClient.newHttpClient()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var response = http.send(HttpRequest.newBuilder(AUTHORITIES).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new CloudFailure(
                        "%s answers %d: save it as %s".formatted(AUTHORITIES, response.statusCode(), file));
            }
            Files.write(file, response.body());
            return file;
        } catch (IOException e) {
            throw new CloudFailure("The certificate authorities of RDS cannot be downloaded: save %s as %s"
                    .formatted(AUTHORITIES, file));
        }
    }

    @Override
    public void close() {
        session.descendants().forEach(ProcessHandle::destroy);
        session.destroy();
        try {
            session.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
