package dev.slipway.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends all processes that the tests start, with their children, when the tests end. */
final class Processes {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Processes::end)));
    }

    private Processes() {}

    /** Ensures that a process does not outlive the tests. */
    static void endWithThisJvm(Process process) {
        STARTED.add(process);
    }

    /** Ends a process and its children, first with SIGTERM. */
    static void end(Process process) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
