package dev.slipway.app.files;

import dev.slipway.app.deadline.Bulkhead;
import jdk.management.VirtualThreadSchedulerMXBean;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs file operations apart from the threads of requests, which wait for at most 10 s. Handing one to a thread of the
 * operating system and back costs more processor time than to read a small file. So while the file system is fast, brief
 * operations have virtual threads, one at a time. One that hangs keeps its carrier, which is then replaced; the others go to
 * threads of the operating system meanwhile.
 */
final class Disk implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Disk.class.getName());
    private static final int THREADS = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Longer than to read a small file from memory, and shorter than an answer over a network. */
    private static final long SLOW_NANOS = 500_000;

    /** How long no carrier is used after slow operations. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** When a carrier counts as blocked, and how often that is checked. */
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Bulkhead threads = new Bulkhead("disk", THREADS, TIMEOUT);
    private final Thread watch;

    /** When the operation began that a carrier executes; 0 without one. */
    private final AtomicLong began = new AtomicLong();

    /** How many of those were slow in a row. One alone may have been interrupted by something else. */
    private int slow;

    private volatile long resume = System.nanoTime();

    Disk() {
        watch = Thread.ofPlatform().daemon().name("disk-watch").start(this::watch);
    }

    /**
     * Waits for an operation.
     *
     * @throws IOException when it fails, or takes too long
     */
    <T> T run(Callable<T> operation) throws IOException {
        return await(() -> threads.run(operation));
    }

    /** The same, for an operation that takes microseconds where the file system has what it needs in memory. */
    <T> T runBrief(Callable<T> operation) throws IOException {
        return await(() -> threads.run(result -> result.complete(operation.call()), this::start));
    }

    /** Waits for an operation that completes its result later, on another thread. */
    <T> T run(Bulkhead.Work<T> operation) throws IOException {
        return await(() -> threads.run(operation, threads::start));
    }

    /** Runs an operation without waiting for it. Where too many wait, it is dropped. */
    void later(Runnable operation) {
        threads.later(operation);
    }

    @FunctionalInterface
    private interface Wait<T> {
        T await() throws TimeoutException, ExecutionException;
    }

    private static <T> T await(Wait<T> wait) throws IOException {
        try {
            return wait.await();
        } catch (TimeoutException e) {
            throw new InterruptedIOException("the file system is too slow");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private void start(Bulkhead.Task<?> task) {
        if (began.get() != 0 || System.nanoTime() - resume < 0) {
            threads.start(task);
        } else {
            Thread.startVirtualThread(() -> runOnCarrier(task));
        }
    }

    private void runOnCarrier(Bulkhead.Task<?> task) {
        var now = System.nanoTime() | 1;
        if (!began.compareAndSet(0, now)) {
            threads.start(task);
            return;
        }
        try {
            task.run();
        } finally {
            var end = System.nanoTime();
            slow = end - now < SLOW_NANOS ? 0 : slow + 1;
            if (slow > 1) {
                resume = end + PAUSE_NANOS;
            }
            began.set(0);
        }
    }

    private void watch() {
        try {
            for (var replaced = false; ; Thread.sleep(PERIOD)) {
                var since = began.get();
                var blocked = since != 0 && System.nanoTime() - since > PERIOD.toNanos();
                if (blocked != replaced) {
                    addCarriers(blocked ? 1 : -1);
                    replaced = blocked;
                    if (blocked) {
                        LOG.log(
                                Level.WARNING,
                                "the file system is slow: a read takes more than {0} ms",
                                PERIOD.toMillis());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void addCarriers(int change) {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        scheduler.setParallelism(scheduler.getParallelism() + change);
        // An idle carrier looks for work with the next new task only; those that wait already do not wake it.
        Thread.startVirtualThread(() -> {});
    }

    @Override
    public void close() {
        watch.interrupt();
        threads.close();
    }
}
