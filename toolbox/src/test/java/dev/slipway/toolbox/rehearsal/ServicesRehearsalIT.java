package dev.slipway.toolbox.rehearsal;

import dev.slipway.EstatePlans;
import dev.slipway.architecture.Architecture;
import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.rehearsal.tasks.OutgoingConnections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.internal;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Rehearses an environment with services of all kinds, a queue and a bucket, on real local servers. */
class ServicesRehearsalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StringWriter notes = new StringWriter();

    @TempDir
    private Path project;

    private Rehearsal rehearsal;

    @AfterEach
    void end() {
        if (rehearsal != null) {
            rehearsal.close();
        }
    }

    @Test
    void services_call_each_other_the_worker_consumes_and_jobs_run() throws Exception {
        var mails = queue("mails");
        var invoices = bucket("invoices");
        start(Architecture.of(
                web("app").calls("pricing").sendsTo(mails).readsFrom(invoices),
                web("admin").paths("/admin/*"),
                internal("pricing"),
                worker("mailer", mails).writesTo(invoices),
                job("cleanup"),
                job("broken")));

        try (var client = new Client(rehearsal.entrance())) {
            assertThat(get(client, "/anything")).isEqualTo("slipway-app /anything");
            assertThat(get(client, "/admin/users")).isEqualTo("slipway-admin /admin/users");
            assertThat(get(client, "/price")).isEqualTo("slipway-pricing /");

            get(client, "/send");
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!get(client, "/mail").equals("hello") && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            assertThat(get(client, "/mail")).as(notes.toString()).isEqualTo("hello");
        }

        assertThat(rehearsal.run("cleanup")).as(notes.toString()).isZero();
        assertThat(notes.toString()).contains("cleaned up in staging");
        assertThat(rehearsal.run("broken")).isEqualTo(3);
        assertThatThrownBy(() -> rehearsal.run("cleanp")).hasMessageContaining("its jobs are cleanup, broken");
        assertThat(String.join("\n", RehearsalSummary.of(rehearsal, new Progress(new PrintWriter(notes)))))
                .containsPattern("process \\d+  \\(mailer\\)")
                .contains("(admin)", "AmazonSQS.SendMessage", "Bucket");
    }

    @Test
    void an_environment_without_database_or_files_is_rehearsed_and_speaks_http_2() throws Exception {
        start(Architecture.of(web("app")));

        try (var client = new Client(rehearsal.entrance(), HttpClient.Version.HTTP_2)) {
            var response = client.send(client.request("/anything", false));
            assertThat(response.body()).isEqualTo("slipway-app /anything");
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
        assertThat(rehearsal.blueprint().database()).isEmpty();
    }

    @Test
    void a_connection_that_the_plan_would_block_is_reported() throws Exception {
        assumeTrue(OutgoingConnections.areListed(), "This system does not list the connections of a process");
        var partner = InetAddress.getByName("127.0.0.2");
        try (var open = new ServerSocket(0, 1, partner);
                var blocked = new ServerSocket(0, 1, partner)) {
            var service = "services: {app: {environment: {OPEN: '%d', BLOCKED: '%d'}}}"
                    .formatted(open.getLocalPort(), blocked.getLocalPort());
            start(
                    Architecture.of(web("app")),
                    service + "\n  network: {egressPorts: [%d]}".formatted(open.getLocalPort()));

            try (var client = new Client(rehearsal.entrance())) {
                get(client, "/connect/OPEN");
                get(client, "/connect/BLOCKED");
                var end = System.nanoTime() + PATIENCE.toNanos();
                while (rehearsal.blocked().isEmpty() && System.nanoTime() < end) {
                    Thread.sleep(50);
                }
                var expected = "app to 127.0.0.2:" + blocked.getLocalPort();
                assertThat(rehearsal.blocked()).containsExactly(expected);
                assertThat(notes.toString()).contains("network.egressPorts opens port " + blocked.getLocalPort());
                assertThat(new SmokeTest(rehearsal.entrance(), rehearsal.blueprint(), client, rehearsal::blocked).run())
                        .contains(new SmokeTest.Check(
                                "Connections of tasks", "allowed by the plan", "blocked: " + expected, false));
            }
        }
    }

    private void start(Architecture architecture) throws Exception {
        start(architecture, "");
    }

    /** @param settings more of the stack's file, at the level of its sections */
    private void start(Architecture architecture, String settings) throws Exception {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml", "Pulumi.staging.yaml")) {
            Files.copy(TestProject.FOLDER.resolve(file), project.resolve(file));
        }
        Files.writeString(project.resolve("Pulumi.staging.yaml"), "\n  " + settings + "\n", StandardOpenOption.APPEND);
        for (var link : List.of("toolbox", "mvnw", ".mvn", "pom.xml")) {
            Files.createSymbolicLink(
                    project.resolve(link), Path.of("..").resolve(link).toRealPath());
        }
        Files.createDirectories(project.resolve("app/target/lib"));
        Files.writeString(project.resolve("app/Dockerfile"), "FROM scratch\n");
        jar(project.resolve("app/target/app.jar"));
        rehearsal = new Rehearsal(
                new RehearsalOptions(
                        project,
                        "staging",
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(project.resolve("logs"))),
                EstatePlans.of(project, architecture),
                new Progress(new PrintWriter(notes)));
        try {
            rehearsal.start();
        } catch (Exception e) {
            throw new AssertionError(notes.toString(), e);
        }
    }

    private static String get(Client client, String path) throws IOException, InterruptedException {
        return client.send(client.request(path, false)).body();
    }

    /** The sample program as the service's jar. */
    private static void jar(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleProgram.class.getName());
        var name = SampleProgram.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var type = SampleProgram.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            type.transferTo(jar);
        }
    }
}
