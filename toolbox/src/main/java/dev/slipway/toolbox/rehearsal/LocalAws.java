package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.tasks.ContainerProcess;
import dev.slipway.toolbox.rehearsal.tasks.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The services of AWS that tasks call, on 127.0.0.1: queues by ElasticMQ and buckets by S3Proxy. A rehearsal starts each only if
 * its plan needs it, and downloads it with Maven the first time.
 *
 * @param project the folder of Pulumi.yaml
 */
record LocalAws(Path project, int queuePort, int bucketPort) {

    private static final String ACCOUNT = "000000000000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final int LAST_LINES = 12;

    LocalAws(Path project) {
        this(project, Ports.free(), Ports.free());
    }

    /** The URL of a queue, which tasks find in their environment. */
    String queueUrl(String queue) {
        return "http://127.0.0.1:%d/%s/%s".formatted(queuePort, ACCOUNT, queue);
    }

    String bucketUrl() {
        return "http://127.0.0.1:" + bucketPort;
    }

    /** The variables with which AWS's SDKs and CLI find the local servers. */
    Map<String, String> variables(Blueprint blueprint) {
        var variables = new LinkedHashMap<String, String>();
        if (!blueprint.queues().isEmpty()) {
            variables.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + queuePort);
        }
        if (!blueprint.buckets().isEmpty()) {
            variables.put("AWS_ENDPOINT_URL_S3", bucketUrl());
        }
        if (!variables.isEmpty()) {
            variables.put("AWS_ACCESS_KEY_ID", "rehearsal");
            variables.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
        }
        return variables;
    }

    /** A running server. */
    record Server(ContainerProcess process) implements AutoCloseable {
        @Override
        public void close() {
            try {
                process.stop(STOP_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts the server of the plan's queues. */
    Server startQueues(Blueprint blueprint, Path folder, Path logs) throws Exception {
        var configuration = folder.resolve("sqs.conf");
        Files.writeString(configuration, """
                include classpath("application.conf")
                node-address { protocol = http, host = "127.0.0.1", port = %1$d, context-path = "" }
                rest-sqs { enabled = true, bind-port = %1$d, bind-hostname = "127.0.0.1", sqs-limits = strict }
                rest-stats { enabled = false }
                aws { region = "elasticmq", accountId = "%2$s" }
                queues {
                %3$s
                }
                """.formatted(
                        queuePort,
                        ACCOUNT,
                        blueprint.queues().stream()
                                .map(queue -> queue(queue, blueprint))
                                .collect(Collectors.joining("\n"))));
        return start(
                "sqs",
                List.of("-Dconfig.file=" + configuration),
                List.of("org.elasticmq.server.Main"),
                queuePort,
                folder,
                logs);
    }

    private static String queue(PlannedResource queue, Blueprint blueprint) {
        var failed = blueprint
                .redrive(queue)
                .map(policy -> policy.json("redrivePolicy"))
                .map(policy -> ", deadLettersQueue { name = \"%s\", maxReceiveCount = %s }"
                        .formatted(
                                policy.path("deadLetterTargetArn").asText().replaceFirst(".*:", ""),
                                policy.path("maxReceiveCount").asText()))
                .orElse("");
        return "  \"%s\" { defaultVisibilityTimeout = %d seconds%s }"
                .formatted(
                        queue.text("name"),
                        queue.has("visibilityTimeoutSeconds") ? queue.number("visibilityTimeoutSeconds") : 30,
                        failed);
    }

    /** Starts the server of the plan's buckets. */
    Server startBuckets(List<String> buckets, Path folder, Path logs) throws Exception {
        var data = Files.createDirectories(folder.resolve("buckets"));
        for (var bucket : buckets) {
            Files.createDirectories(data.resolve(bucket));
        }
        var configuration = folder.resolve("s3.properties");
        Files.writeString(configuration, """
                s3proxy.endpoint=%s
                s3proxy.authorization=none
                jclouds.provider=filesystem-nio2
                jclouds.identity=rehearsal
                jclouds.credential=rehearsal
                jclouds.filesystem.basedir=%s
                """.formatted(bucketUrl(), data));
        return start(
                "s3",
                List.of("-DLOG_LEVEL=warn"),
                List.of("org.gaul.s3proxy.Main", "--properties", configuration.toString()),
                bucketPort,
                folder,
                logs);
    }

    private Server start(String name, List<String> options, List<String> program, int port, Path folder, Path logs)
            throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(options);
        command.addAll(List.of("-cp", libraries(name) + "/*"));
        command.addAll(program);
        var server = new Server(ContainerProcess.start(
                command,
                Map.of("LOG_LEVEL", "warn"),
                folder,
                Files.createDirectories(logs).resolve(name + ".log"),
                Files.createDirectories(folder.resolve("pids"))));
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (server.process.exit().isDone() || System.nanoTime() > end) {
                server.close();
                throw new CannotRehearse("The local server of %s does not start:%n%s"
                        .formatted(name, String.join("\n", server.process.lastLines(LAST_LINES))));
            }
            Thread.sleep(POLL_INTERVAL);
        }
        return server;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder of a server's libraries, which Maven fills the first time. */
    private Path libraries(String name) {
        var folder = project.resolve("toolbox/target/local-" + name);
        var complete = folder.resolve("complete");
        if (Files.exists(complete)) {
            return folder;
        }
        var command = List.of(
                project.resolve("mvnw").toString(),
                "-B",
                "-q",
                "-f",
                project.resolve("toolbox/local/" + name + "/pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies",
                "-DincludeScope=runtime",
                "-DoutputDirectory=" + folder);
        try {
            var maven = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .start();
            maven.getOutputStream().close();
            var output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (maven.waitFor() != 0) {
                throw new CannotRehearse("The local server of %s cannot be downloaded. Try: %s%n%s"
                        .formatted(
                                name,
                                String.join(" ", command),
                                output.lines().limit(LAST_LINES).collect(Collectors.joining("\n"))));
            }
            Files.createFile(complete);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRehearse("The download of the local server of %s was interrupted".formatted(name));
        }
    }
}
