package dev.slipway.app.files;

import dev.slipway.app.deadline.Deadlines;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what waits for files on threads of the operating system. A virtual thread that waits for a file holds on to its
 * carrier, of which there are as many as processors: on a network file system, which takes milliseconds, every other
 * request would wait too, and while it hangs the whole service would hang.
 */
final class Disk implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int QUEUE = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("disk-", 0).factory());

    Disk() {
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Waits until it is done.
     *
     * @throws IOException when it fails, or takes too long; what was begun may be done yet
     */
    <T> T run(Callable<T> work) throws IOException {
        var task = new FutureTask<>(work);
        try (var _ = Deadlines.ALL.arm(PATIENCE)) {
            threads.execute(task);
            return task.get();
        } catch (InterruptedException | RejectedExecutionException e) {
            task.cancel(false);
            throw new InterruptedIOException("the file system is too slow");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                default -> throw new IOException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
