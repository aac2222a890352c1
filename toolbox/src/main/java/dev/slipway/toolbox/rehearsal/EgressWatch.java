package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.rehearsal.tasks.OutgoingConnections;
import dev.slipway.toolbox.rehearsal.tasks.Task;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the connections of tasks several times a second, and reports those that the plan's security groups would block. A
 * connection that is shorter than the interval may be missed.
 */
final class EgressWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Consumer<String> report;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final Set<String> blocked = new ConcurrentSkipListSet<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("egress").unstarted(this::watch);

    /** @param name the service or job of the tasks */
    private record Watched(String name, Egress egress, Supplier<List<Task>> tasks) {}

    /** @param report receives a sentence for each destination */
    EgressWatch(Consumer<String> report) {
        this.report = report;
        thread.start();
    }

    void add(String name, Egress egress, Supplier<List<Task>> tasks) {
        watched.add(new Watched(name, egress, tasks));
    }

    /** The connections that would be blocked: {@code <service> to <address>:<port>}. */
    List<String> blocked() {
        return List.copyOf(blocked);
    }

    private void watch() {
        try {
            while (true) {
                watched.forEach(each -> each.tasks().get().forEach(task -> look(each, task)));
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            // The rehearsal ends.
        }
    }

    private void look(Watched each, Task task) {
        task.pid().stream()
                .mapToObj(OutgoingConnections::of)
                .flatMap(Set::stream)
                .filter(remote -> !each.egress().allows(remote))
                .filter(remote -> blocked.add(each.name() + " to " + remote))
                .forEach(remote -> report.accept(
                        "%s connects to %s, which its security group blocks in the cloud. network.egressPorts opens port %d."
                                .formatted(each.name(), remote, remote.port())));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
