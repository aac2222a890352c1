package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.rehearsal.tasks.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** Tests a whole rehearsal like a user: the template's staging stack on this machine, with the service as it was just built. */
class RehearsalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path project;

    private final String https = Integer.toString(Ports.free());
    private final String http = Integer.toString(Ports.free());

    /** The template's stacks, with this checkout's own service and tools. */
    @BeforeEach
    void project() throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml", "Pulumi.staging.yaml")) {
            Files.copy(TestProject.FOLDER.resolve(file), project.resolve(file));
        }
        for (var module : List.of("app", "toolbox")) {
            Files.createSymbolicLink(
                    project.resolve(module), Path.of("..", module).toRealPath());
        }
    }

    @Test
    void the_smoke_test_passes_and_nothing_is_left() throws Exception {
        try (var actor =
                Actor.rehearse(project, "staging", "--check", "--json", "--port", https, "--http-port", http)) {
            assertThat(actor.exitCode()).as(actor.output()).isZero();
            assertThat(actor.output())
                    .contains("\"passed\" : true", "GET /%6detrics", "\"notRehearsed\" : [")
                    .doesNotContain("\"passed\" : false");
            assertNothingIsLeft(actor);
        }
    }

    @Test
    void a_service_survives_its_database_and_its_tasks() throws Exception {
        try (var actor = Actor.rehearse(project, "staging", "--tasks", "2", "--port", https, "--http-port", http);
                var client = new Client(actor.entrance())) {
            var task = URI.create(actor.await("Task \\w+ +(http://[0-9.:]+)", 0).group(1));
            assertThat(order(client).statusCode()).isEqualTo(201);

            Actor.signal("INT", pid(actor, "kill -INT (\\d+)"));
            actor.await("The database has stopped", 0);
            assertThat(await(() -> client.send(client.request("/health", false)), 503))
                    .contains("DOWN");
            await(() -> order(client), 503);
            assertThat(client.send(client.request(task.resolve("/readyz"))).statusCode())
                    .as("a lost database takes no task out")
                    .isEqualTo(200);
            actor.await("The database is back", 0);
            await(() -> client.send(client.request("/health", false)), 200);
            await(() -> order(client), 201);

            var before = actor.printed();
            Actor.signal("KILL", pid(actor, "kill -9 (\\d+)"));
            actor.await("Task \\w+ stopped: container app exited with 137 \\(SIGKILL\\)", before);
            actor.await("task \\w+ .*healthy", before);
            assertThat(order(client).statusCode()).isEqualTo(201);

            actor.signal("TERM");
            assertThat(actor.exitCode()).isEqualTo(143);
            assertNothingIsLeft(actor);
        }
    }

    @Test
    void a_second_signal_ends_it_immediately() throws Exception {
        try (var actor = Actor.rehearse(project, "staging", "--port", https, "--http-port", http)) {
            var started = started(actor);
            // It cannot receive SIGTERM, so an orderly end would wait for its whole stop timeout.
            Actor.signal("STOP", pid(actor, "kill -9 (\\d+)"));
            actor.signal("TERM");
            actor.await("Ctrl-C again", 0);
            actor.signal("TERM");

            assertThat(actor.exitCode()).isEqualTo(143);
            assertThat(actor.output()).doesNotContain("Nothing is left behind");
            assertGone(started);
            assertNothingIsLeft(actor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    void any_signal_ends_all_its_processes(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && Actor.ignoresCtrlC(), "a shell started this build in the background");
        try (var actor = Actor.rehearse(project, "staging", "--port", https, "--http-port", http)) {
            var started = started(actor);

            actor.signal(signal);

            assertThat(actor.exitCode()).isEqualTo(signal.equals("INT") ? 130 : 137);
            assertGone(started);
            assertNothingIsLeft(actor);
        }
    }

    @Test
    void a_port_in_use_is_reported() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var actor = Actor.rehearse(project, "staging", "--port", "" + taken.getLocalPort())) {
            assertThat(actor.exitCode()).isEqualTo(1);
            assertThat(actor.output())
                    .contains("Port %d is in use: choose another with --port".formatted(taken.getLocalPort()))
                    .doesNotContain("Exception");
            assertThat(folders(actor)).isEmpty();
        }
    }

    /** The processes of a running rehearsal: its tasks and its database. */
    private static List<ProcessHandle> started(Actor actor) throws Exception {
        actor.entrance();
        return Stream.of("kill -INT (\\d+)", "kill -9 (\\d+)")
                .map(pattern -> {
                    try {
                        return ProcessHandle.of(pid(actor, pattern)).orElseThrow();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static long pid(Actor actor, String pattern) throws InterruptedException {
        return Long.parseLong(actor.await(pattern, 0).group(1));
    }

    private static HttpResponse<String> order(Client client) throws IOException, InterruptedException {
        return client.send(client.request(SampleOrder.PATH, true)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SampleOrder.JSON)));
    }

    /** Two tasks notice an outage, and its end, at different times. */
    private static String await(Callable<HttpResponse<String>> request, int status) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var seen = request.call();
        while (seen.statusCode() != status && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
            seen = request.call();
        }
        assertThat(seen.statusCode()).as(seen.body()).isEqualTo(status);
        return seen.body();
    }

    /** The watchdog ends the processes of a killed rehearsal, a moment later. */
    private static void assertGone(List<ProcessHandle> processes) {
        assertThat(processes)
                .isNotEmpty()
                .allSatisfy(process -> assertThat(
                                process.onExit().completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("process " + process.pid())
                        .succeedsWithin(PATIENCE)
                        .isNotNull());
    }

    private void assertNothingIsLeft(Actor actor) throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!folders(actor).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(folders(actor)).isEmpty();
        assertThat(List.of(https, http)).allMatch(port -> Ports.isFree(Integer.parseInt(port)));
    }

    private static List<Path> folders(Actor actor) throws IOException {
        var prefix = "slipway-rehearsal-" + actor.pid() + "-";
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }
}
