package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.toolbox.rehearsal.balancer.TargetGroup;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the planned number of tasks running: a task that stops is replaced, as on ECS. */
public final class Service implements AutoCloseable {

    /** The number of failed starts after which ECS's circuit breaker stops the first deployment of a small service. */
    private static final int MOST_FAILURES = 3;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final TaskDefinition definition;
    private final ServiceDefinition service;
    private final int desired;
    private final TaskHost host;
    private final Optional<TargetGroup> group;
    private final Events events;

    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private final List<Thread> keepers = new CopyOnWriteArrayList<>();
    private final Set<String> healthy = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final CompletableFuture<Void> steady = new CompletableFuture<>();
    private volatile boolean closing;

    /** Receives the events of tasks. */
    public interface Events {
        void healthy(Task task);

        /** The task stopped unexpectedly; another one replaces it unless too many starts have failed. */
        void stopped(Task task, Task.Stopped why, boolean replaced);
    }

    /** A service, which {@link #start} starts. */
    public Service(
            TaskDefinition definition,
            ServiceDefinition service,
            int desired,
            TaskHost host,
            Optional<TargetGroup> group,
            Events events) {
        this.definition = definition;
        this.service = service;
        this.desired = desired;
        this.host = host;
        this.group = group;
        this.events = events;
    }

    /**
     * Starts the tasks.
     *
     * @return completes when all tasks are healthy; fails with {@link DeploymentFailed} if too many starts fail
     */
    public CompletableFuture<Void> start() {
        for (var n = 0; n < desired; n++) {
            keepers.add(Thread.ofVirtual().name("task-keeper-" + n).start(this::keepOne));
        }
        return steady;
    }

    /** The tasks that are running or starting. */
    public List<Task> tasks() {
        return List.copyOf(tasks);
    }

    private void keepOne() {
        try {
            var pause = PAUSE;
            while (!closing) {
                var task = new Task(newId(), definition, service, host, group, this::becameHealthy);
                tasks.add(task);
                if (closing) {
                    task.stop("the rehearsal ends");
                }
                var why = run(task);
                tasks.remove(task);
                if (closing) {
                    return;
                }
                var wasHealthy = healthy.remove(task.id());
                var givenUp = !wasHealthy && !steady.isDone() && failures.incrementAndGet() >= MOST_FAILURES;
                events.stopped(task, why, !givenUp);
                if (givenUp) {
                    steady.completeExceptionally(new DeploymentFailed(MOST_FAILURES));
                    return;
                }
                pause = wasHealthy ? PAUSE : pause.multipliedBy(2);
                Thread.sleep(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            // The rehearsal ended during the pause.
        }
    }

    /** A task that cannot be started counts as stopped. */
    private static Task.Stopped run(Task task) throws InterruptedException {
        try {
            return task.run();
        } catch (RuntimeException e) {
            return new Task.Stopped("it cannot be started: " + e.getMessage(), OptionalInt.empty(), List.of());
        }
    }

    private void becameHealthy(Task task) {
        if (healthy.add(task.id())) {
            events.healthy(task);
        }
        if (healthy.size() >= desired) {
            steady.complete(null);
        }
    }

    /** A new id of a task. */
    public static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
    }

    /** Deregisters all tasks, lets requests in flight finish, then sends SIGTERM and finally SIGKILL. */
    @Override
    public void close() {
        closing = true;
        tasks.forEach(task -> task.stop("the rehearsal ends"));
        try {
            for (var keeper : keepers) {
                while (!keeper.join(POLL_INTERVAL)) {
                    if (tasks.isEmpty()) {
                        // It is only pausing before its next task.
                        keeper.interrupt();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
