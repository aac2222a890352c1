package dev.slipway.app.deadline;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs blocking work on threads of the operating system. Requests run on virtual threads, and those on as many carriers as
 * there are processors. A virtual thread that waits for a file, or computes for long, keeps its carrier: a hanging file system
 * would stop every request.
 */
public final class Bulkhead implements AutoCloseable {

    private static final int QUEUE = 512;

    private final ThreadPoolExecutor threads;
    private final Duration timeout;

    /**
     * Creates a bulkhead whose threads are started when they are needed.
     *
     * @param name    of the threads
     * @param timeout how long to wait for a result
     */
    public Bulkhead(String name, int threads, Duration timeout) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.timeout = timeout;
    }

    /** Work with a result, which it completes on the thread that runs it, or has completed later. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. What it throws is the result too. */
        void run(CompletableFuture<T> result) throws Exception;
    }

    /** Work somebody waits for. It is not begun once the wait has ended. */
    public static final class Task<T> extends CompletableFuture<T> implements Runnable {

        private final Work<T> work;

        private Task(Work<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (isDone()) {
                return;
            }
            try {
                work.run(this);
            } catch (Throwable e) { // errors too: otherwise the caller would wait for its timeout
                completeExceptionally(e);
            }
        }
    }

    /**
     * Waits for the work's result.
     *
     * @throws TimeoutException   when there is none in time; work that has begun continues
     * @throws ExecutionException when the work fails
     */
    public <T> T run(Callable<T> work) throws TimeoutException, ExecutionException {
        return run(result -> result.complete(work.call()), this::start);
    }

    /**
     * The same, for work that is run by another thread, or passed on to {@link #start} there.
     *
     * @throws TimeoutException   when there is no result in time; work that has begun continues
     * @throws ExecutionException when the work fails
     */
    public <T> T run(Work<T> work, Consumer<Task<T>> start) throws TimeoutException, ExecutionException {
        var task = new Task<>(work);
        try (var _ = Deadlines.ALL.arm(timeout)) {
            start.accept(task);
            return task.get();
        } catch (InterruptedException | CancellationException e) {
            task.cancel(false);
            throw new TimeoutException("no result within " + timeout);
        }
    }

    /** Starts a task on these threads. A full queue cancels it. */
    public void start(Task<?> task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.cancel(false);
        }
    }

    /** Runs work without waiting for it. A full queue drops it, so the work must be one that is made up for later. */
    public void later(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // dropped, as said above
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
