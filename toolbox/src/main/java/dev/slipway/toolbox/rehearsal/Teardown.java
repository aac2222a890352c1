package dev.slipway.toolbox.rehearsal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** What is to be taken down at the end, and in which order; what comes after the end is taken down at once. */
final class Teardown implements AutoCloseable {

    private final Map<Turn, Deque<AutoCloseable>> parts = new EnumMap<>(Turn.class);
    private boolean ended;

    /** Tasks drain while the balancer still answers, and stop while the database still does. */
    enum Turn {
        TASKS,
        BALANCER,
        DATABASE,
        FOLDER
    }

    /**
     * Takes charge of a part.
     *
     * @throws Ended if the end has come already; the part is taken down then
     */
    <T extends AutoCloseable> T add(Turn turn, T part) {
        synchronized (parts) {
            if (!ended) {
                parts.computeIfAbsent(turn, ignored -> new ArrayDeque<>()).push(part);
                return part;
            }
        }
        end(part);
        throw new Ended();
    }

    /** From now on nothing more comes up. */
    void begin() {
        synchronized (parts) {
            ended = true;
        }
    }

    boolean hasBegun() {
        synchronized (parts) {
            return ended;
        }
    }

    /** Takes everything down; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        begin();
        for (var turn : Turn.values()) {
            var waiting = parts.getOrDefault(turn, new ArrayDeque<>());
            while (!waiting.isEmpty()) {
                end(waiting.pop());
            }
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // One part that will not go must not keep the others up.
            System.err.println("Could not take down " + part.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** The rehearsal was ended while it was still coming up. */
    static final class Ended extends RuntimeException {
        Ended() {
            super("the rehearsal was ended");
        }
    }
}
