package dev.slipway.app.deadline;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends waits that last too long: a thread that still waits past its deadline is interrupted, which closes the socket that it
 * reads from, where the thread is a virtual one (a platform thread goes on reading). One look at all of them twice a second is
 * what it costs. A wait with a timeout of its own costs a virtual thread two switches to the JDK's timer thread, which for a
 * query is a third of its processor time.
 */
public final class Deadlines {

    /** The process' own. */
    public static final Deadlines ALL = new Deadlines();

    private static final Duration LOOK = Duration.ofMillis(500);

    private final ConcurrentHashMap<Thread, Deadline> armed = new ConcurrentHashMap<>();

    private Deadlines() {
        Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
    }

    /** This thread's wait, which ends when this thread closes it. Of one within another, the inner one counts. */
    public Deadline arm(Duration patience) {
        var deadline = new Deadline(Thread.currentThread(), System.nanoTime() + patience.toNanos());
        deadline.outer = armed.put(deadline.thread, deadline);
        return deadline;
    }

    /** Ends this thread's wait, if it has one. */
    public void disarm() {
        var deadline = armed.remove(Thread.currentThread());
        if (deadline != null) {
            deadline.end();
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
                Thread.interrupted(); // it was meant for the wait, not for what comes after
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
