package dev.slipway.plan;

import com.pulumi.core.internal.ContextAwareCompletableFuture;
import com.pulumi.deployment.internal.Runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Counts a program's unfinished tasks. The SDK's own runner polls them from a task that keeps enqueueing itself: it keeps a
 * core busy and, if the pool has only one worker, blocks the program forever (pulumi-java#2270).
 */
final class ProgramRunner implements Runner {

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    @Override
    public <T> void registerTask(String description, CompletableFuture<T> task) {
        registered.incrementAndGet();
        unfinished.incrementAndGet();
        // Callbacks of the task may register more tasks in this thread, so it counts as finished only after them.
        var _ = task.whenComplete((_, failure) -> {
            if (failure != null) {
                failures.add(failure instanceof Exception exception ? exception : new IllegalStateException(failure));
            }
            if (unfinished.decrementAndGet() == 0) {
                finishUnlessMoreComes(registered.get());
            }
        });
    }

    /** Callbacks in other threads may still register more tasks, so the program ends only when the pool is idle. */
    private void finishUnlessMoreComes(int before) {
        Thread.ofPlatform().daemon().start(() -> {
            ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.MINUTES);
            if (unfinished.get() == 0 && registered.get() == before) {
                finished.complete(null);
            }
        });
    }

    @Override
    public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> callback) {
        var value = ContextAwareCompletableFuture.supplyAsync(callback);
        registerTask("program", value);
        return finished.thenApply(_ -> new Finished<>(
                failures, value.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(value.join())));
    }

    private static final class Finished<T> extends Result<T> {
        Finished(List<Exception> failures, Optional<T> value) {
            super(failures.isEmpty() ? 0 : 1, List.copyOf(failures), value);
        }
    }
}
