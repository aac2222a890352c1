package dev.slipway.app.deadline;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends waits that take too long. A thread that waits past its deadline is interrupted, which closes the socket that a virtual
 * thread reads from (a platform thread continues to read). One thread checks all deadlines twice a second. A timeout for each
 * wait would cost a virtual thread two switches to the JDK's timer thread: a third of the processor time of a query.
 */
public final class Deadlines {

    /** The deadlines of this process. */
    public static final Deadlines ALL = new Deadlines();

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final ConcurrentHashMap<Thread, Deadline> armed = new ConcurrentHashMap<>();

    private Deadlines() {
        Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
    }

    /** Starts a deadline for this thread, until this thread closes it. Where deadlines are nested, the inner one counts. */
    public Deadline arm(Duration timeout) {
        var deadline = new Deadline(Thread.currentThread(), System.nanoTime() + timeout.toNanos());
        deadline.outer = armed.put(deadline.thread, deadline);
        return deadline;
    }

    /** Ends this thread's deadline, if it has one. */
    public void disarm() {
        var deadline = armed.remove(Thread.currentThread());
        if (deadline != null) {
            deadline.end();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
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

    /** The deadline of one thread. */
    public final class Deadline implements AutoCloseable {

        private final Thread thread;
        private final long nanos;
        private Deadline outer;
        private boolean expired;
        private boolean over;

        private Deadline(Thread thread, long nanos) {
            this.thread = thread;
            this.nanos = nanos;
        }

        private synchronized void expire() {
            armed.remove(thread, this);
            if (!over && !expired) {
                expired = true;
                thread.interrupt();
            }
        }

        private synchronized void end() {
            if (expired) {
                Thread.interrupted(); // the interrupt was for the wait, not for what follows
            }
            over = true;
        }

        @Override
        public void close() {
            if (outer == null) {
                armed.remove(thread);
            } else {
                armed.put(thread, outer);
            }
            end();
        }
    }
}
