package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.toolbox.rehearsal.balancer.Health;
import dev.slipway.toolbox.rehearsal.balancer.Target;
import dev.slipway.toolbox.rehearsal.balancer.TargetGroup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One task, from the start of its first container to the end of its last. */
public final class Task {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final int LAST_LINES = 12;

    private final String id;
    private final TaskDefinition definition;
    private final ServiceDefinition service;
    private final TaskHost host;
    private final Optional<TargetGroup> group;
    private final Consumer<Task> healthy;

    private final int port = Ports.free();
    private final int metricsPort = Ports.free();
    private final Instant started = Instant.now();
    private final Map<Container, ContainerProcess> processes = new LinkedHashMap<>();
    private final CompletableFuture<Stopped> end = new CompletableFuture<>();
    private volatile Target target;
    private volatile boolean running;

    /**
     * Why a task stopped.
     *
     * @param exitCode the exit code of the container that caused the stop; empty if it was stopped from outside
     * @param lines the last log lines of that container
     */
    public record Stopped(String reason, OptionalInt exitCode, List<String> lines) {}

    /** A task, which {@link #run} starts. */
    public Task(
            String id,
            TaskDefinition definition,
            ServiceDefinition service,
            TaskHost host,
            Optional<TargetGroup> group,
            Consumer<Task> healthy) {
        this.id = id;
        this.definition = definition;
        this.service = service;
        this.host = host;
        this.group = group;
        this.healthy = healthy;
    }

    public String id() {
        return id;
    }

    /** Its port on 127.0.0.1, which bypasses the load balancer. */
    public int port() {
        return port;
    }

    public int metricsPort() {
        return metricsPort;
    }

    /** The time since its start, or until its end. */
    public Duration age() {
        return Duration.between(started, Instant.now());
    }

    /** Whether it passes its health checks; a task without requests is healthy while it runs. */
    public boolean isHealthy() {
        var target = this.target;
        return group.isEmpty() ? running : target != null && target.state() == Health.State.HEALTHY;
    }

    /** Whether it answers requests. */
    public boolean serves() {
        return group.isPresent();
    }

    /** The process of the container that receives requests; empty before it starts. */
    public synchronized OptionalLong pid() {
        return processes.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(service.container()))
                .mapToLong(entry -> entry.getValue().pid())
                .findFirst();
    }

    /** Runs the containers in order, registers the task with the target group, and returns when it has stopped. */
    public Stopped run() throws InterruptedException {
        try {
            for (var container : definition.containers()) {
                if (!end.isDone()) {
                    start(container);
                }
            }
            if (group.isPresent()) {
                awaitPort();
                if (!end.isDone()) {
                    target = group.get().register(port, this::observed);
                }
            } else if (!end.isDone()) {
                running = true;
                healthy.accept(this);
            }
            return end.join();
        } finally {
            running = false;
            takeDown();
        }
    }

    /** Requests a stop; {@link #run} returns when the task has stopped. */
    public void stop(String reason) {
        end.complete(new Stopped(reason, OptionalInt.empty(), List.of()));
    }

    private void start(Container container) {
        var volumes = new HashMap<String, Path>();
        for (var volume : container.mounts().keySet()) {
            volumes.put(volume, host.volume(volume, definition.sharedVolumes().contains(volume), id));
        }
        var temporary = container.mounts().entrySet().stream()
                .filter(mount -> mount.getValue().equals("/tmp"))
                .map(mount -> volumes.get(mount.getKey()))
                .findFirst()
                .orElseGet(() -> host.volume("tmp", false, id));
        var ports = Map.of("HOST", "127.0.0.1", "PORT", "" + port, "METRICS_PORT", "" + metricsPort);
        var process = ContainerProcess.start(
                host.command(container, temporary),
                host.environment(container, volumes, ports),
                host.task(id),
                host.log(id, container),
                host.pids());
        synchronized (this) {
            processes.put(container, process);
        }
        if (definition.runsToItsEnd(container)) {
            var code = CompletableFuture.anyOf(process.exit(), end).join();
            if (code instanceof Integer exit && exit != 0 && definition.mustSucceed(container)) {
                exited(container, process, exit);
            }
        } else if (container.essential()) {
            process.whenExited(exit -> exited(container, process, exit));
        }
    }

    private void exited(Container container, ContainerProcess process, int code) {
        end.complete(new Stopped(
                "container %s exited with %d%s".formatted(container.name(), code, signal(code)),
                OptionalInt.of(code),
                process.lastLines(LAST_LINES)));
    }

    private static String signal(int code) {
        return switch (code) {
            case 137 -> " (SIGKILL)";
            case 143 -> " (SIGTERM)";
            default -> "";
        };
    }

    private void awaitPort() throws InterruptedException {
        while (!end.isDone()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                Thread.sleep(POLL_INTERVAL);
            }
        }
    }

    private void observed(Health.State state) {
        if (state == Health.State.HEALTHY) {
            healthy.accept(this);
        } else if (age().compareTo(service.gracePeriod()) > 0) {
            ContainerProcess process;
            synchronized (this) {
                process = processes.get(definition.container(service.container()));
            }
            var check = group.orElseThrow().check();
            end.complete(new Stopped(
                    "GET %s failed %d times in a row".formatted(check.path(), check.unhealthyThreshold()),
                    OptionalInt.empty(),
                    process.lastLines(LAST_LINES)));
        }
    }

    private void takeDown() throws InterruptedException {
        if (target != null) {
            group.orElseThrow().deregister(target);
        }
        Map<Container, ContainerProcess> running;
        synchronized (this) {
            running = new LinkedHashMap<>(processes);
        }
        for (var container : definition.containers().reversed()) {
            if (running.containsKey(container)) {
                running.get(container).stop(container.stopTimeout());
            }
        }
    }
}
