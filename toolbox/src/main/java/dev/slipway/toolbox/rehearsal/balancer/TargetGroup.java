package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The tasks that requests are distributed to, and their health checks. */
public final class TargetGroup implements AutoCloseable {

    /** The check interval of a new target until it is healthy; the plan's interval would only delay the start. */
    public static final Duration EAGERNESS = Duration.ofMillis(100);

    private final String arn;
    private final HealthCheck check;
    private final Duration deregistrationDelay;
    private final boolean leastOutstanding;

    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final Map<Target, Thread> watches = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient client;

    /** Reads an {@code aws:lb/targetGroup:TargetGroup} of a plan. */
    public TargetGroup(PlannedResource group) {
        this(
                group.text("arn"),
                HealthCheck.of(group),
                Duration.ofSeconds(Planned.number(group, "deregistrationDelay", 300)),
                Planned.text(group, "loadBalancingAlgorithmType").orElse("").equals("least_outstanding_requests"));
    }

    /** The tasks of a service that other services call: a task is healthy as soon as it answers anything. */
    public static TargetGroup internal(String name) {
        var check = new HealthCheck("/", Duration.ofSeconds(5), Duration.ofSeconds(3), 1, 3, "100-599");
        return new TargetGroup(name, check, Duration.ofSeconds(5), true);
    }

    TargetGroup(String arn, HealthCheck check, Duration deregistrationDelay, boolean leastOutstanding) {
        this.arn = arn;
        this.check = check;
        this.deregistrationDelay = deregistrationDelay;
        this.leastOutstanding = leastOutstanding;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(check.timeout())
                .build();
    }

    public String arn() {
        return arn;
    }

    public HealthCheck check() {
        return check;
    }

    /**
     * Registers a target and checks it from now on.
     *
     * @param port its port on 127.0.0.1
     * @param observer receives the state after each check that counts
     */
    public Target register(int port, Consumer<Health.State> observer) {
        var target = new Target(port);
        targets.add(target);
        watches.put(target, Thread.ofVirtual().name("health-check-" + port).start(() -> watch(target, observer)));
        return target;
    }

    /**
     * Deregisters a target: it gets no new requests, and this waits for those in flight, at most for the deregistration
     * delay.
     */
    public boolean deregister(Target target) throws InterruptedException {
        targets.remove(target);
        Optional.ofNullable(watches.remove(target)).ifPresent(Thread::interrupt);
        return target.drain(deregistrationDelay);
    }

    /**
     * The target for the next request, which must then be {@linkplain Target#release released}. It is a healthy target; if
     * there is none, any target, because a load balancer without healthy targets fails open. Empty if no target is
     * registered.
     */
    Optional<Target> pick() {
        var healthy = targets.stream()
                .filter(target -> target.state() == Health.State.HEALTHY)
                .toList();
        var candidates = healthy.isEmpty() ? List.copyOf(targets) : healthy;
        var first = turn.getAndIncrement();
        var inTurn = IntStream.range(0, candidates.size())
                .mapToObj(n -> candidates.get(Math.floorMod(first + n, candidates.size())));
        return (leastOutstanding ? inTurn.sorted(Comparator.comparingInt(Target::inFlight)) : inTurn)
                .filter(Target::accept)
                .findFirst();
    }

    private void watch(Target target, Consumer<Health.State> observer) {
        var due = System.nanoTime() + check.interval().toNanos();
        try {
            while (targets.contains(target)) {
                var passed = passes(target);
                var isNew = target.state() == Health.State.INITIAL;
                if (passed || !isNew || System.nanoTime() >= due) {
                    due = System.nanoTime() + check.interval().toNanos();
                    target.checked(passed, check);
                    observer.accept(target.state());
                }
                Thread.sleep(target.state() == Health.State.INITIAL ? EAGERNESS : check.interval());
            }
        } catch (InterruptedException e) {
            // The target was deregistered.
        }
    }

    private boolean passes(Target target) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + check.path()))
                .header("User-Agent", "ELB-HealthChecker/2.0")
                .timeout(check.timeout())
                .build();
        try {
            return check.passes(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        targets.clear();
        watches.values().forEach(Thread::interrupt);
        client.shutdownNow();
    }
}
