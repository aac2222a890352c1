package dev.slipway.app.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts off callers that dribble: a thread that waits for its caller past a deadline is interrupted, which closes the
 * connection. The server's own idle timeout looks only at connections between two requests.
 */
final class Deadlines implements Http1ConnectionListener {

    /** A balancer sends all headers at once. */
    private static final Duration HEADERS = Duration.ofSeconds(10);

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

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        var _ = arm(HEADERS);
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
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
