package dev.slipway.app.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts off callers that dribble: a thread that waits for its caller past a deadline is interrupted, which closes the
 * connection. The server's own idle timeout looks only at connections between two requests.
 */
final class Deadlines {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final ConcurrentHashMap<Thread, Deadline> armed = new ConcurrentHashMap<>();

    Deadlines() {
        Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
    }

    /** This thread's wait for its caller, which ends when closed. */
    Deadline arm(Duration patience) {
        var deadline = new Deadline(Thread.currentThread(), System.nanoTime() + patience.toNanos());
        armed.put(deadline.thread, deadline);
        return deadline;
    }

    /** Ends this thread's wait, if it has one. */
    void disarm() {
        var deadline = armed.get(Thread.currentThread());
        if (deadline != null) {
            deadline.close();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                var now = System.nanoTime();
                for (var deadline : armed.values()) {
                    if (deadline.nanos - now < 0) {
                        deadline.expire();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One wait. */
    final class Deadline implements AutoCloseable {

        private final Thread thread;
        private final long nanos;
        private boolean over;

        private Deadline(Thread thread, long nanos) {
            this.thread = thread;
            this.nanos = nanos;
        }

        private synchronized void expire() {
            armed.remove(thread, this);
            if (!over) {
                over = true;
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            armed.remove(thread, this);
            over = true;
        }
    }
}
