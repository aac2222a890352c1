package dev.slipway.app.deadline;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs on threads of the operating system what would hold up requests that have nothing to do with it. Those run on virtual
 * threads, and these on as many carriers as there are processors. A virtual thread that waits for a file, or computes for
 * long, keeps its carrier: a file system that hangs would hang every request.
 */
public final class Bulkhead implements AutoCloseable {

    private static final int QUEUE = 512;

    private final ThreadPoolExecutor threads;
    private final Duration patience;

    /**
     * So many threads, started when they are needed.
     *
     * @param name     of the threads
     * @param patience how long to wait for a result
     */
    public Bulkhead(String name, int threads, Duration patience) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.patience = patience;
    }

    /**
     * Waits for the work's result.
     *
     * @throws TimeoutException   when there is none in time; what was begun goes on
     * @throws ExecutionException when the work fails
     */
    public <T> T run(Callable<T> work) throws TimeoutException, ExecutionException {
        var task = new FutureTask<>(work);
        try (var _ = Deadlines.ALL.arm(patience)) {
            threads.execute(task);
            return task.get();
        } catch (InterruptedException | RejectedExecutionException e) {
            task.cancel(false);
            throw new TimeoutException("no result within " + patience);
        }
    }

    /** Begins what nobody waits for; where too much waits already it is left, so something else must make up for it. */
    public void later(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // Said above: the work is one that may be left.
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
