package dev.slipway.toolbox.rehearsal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Stops the parts of a rehearsal at the end, in order; a part that is added after the end is stopped at once. */
final class Teardown implements AutoCloseable {

    private final Map<Turn, Deque<AutoCloseable>> parts = new EnumMap<>(Turn.class);
    private boolean ended;

    /** The order of the teardown: tasks drain while the load balancer still answers, and stop while the database still runs. */
    enum Turn {
        TASKS,
        BALANCER,
        DATABASE,
        FOLDER
    }

    /**
     * Adds a part.
     *
     * @throws Ended if the teardown has already begun; the part is then stopped
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

    /** From now on no more parts can be added. */
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

    /** Stops all parts; a second caller waits for the first. */
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
            // A part that fails to stop must not keep the others from stopping.
            System.err.println("Could not stop " + part.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** The rehearsal was ended while it was still starting. */
    static final class Ended extends RuntimeException {
        Ended() {
            super("the rehearsal was ended");
        }
    }
}
