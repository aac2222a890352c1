package dev.slipway.app.ops;

import java.util.function.BooleanSupplier;

/**
 * Whether the balancer may send requests: not before everything that they need was reached once, and not while
 * stopping. A database lost later does not count, or a failover would have every task replaced; requests then get 503.
 */
public final class Readiness {

    private final BooleanSupplier reached;
    private volatile boolean latched;
    private volatile boolean draining;

    /**
     * Not ready yet.
     *
     * @param reached whether everything was reached; not asked any more after it said yes
     */
    public Readiness(BooleanSupplier reached) {
        this.reached = reached;
    }

    /** From now on never ready again. */
    public void drain() {
        draining = true;
    }

    /** What {@code /readyz} says. */
    public State state() {
        if (draining) {
            return State.DRAINING;
        }
        if (!latched) {
            latched = reached.getAsBoolean();
        }
        return latched ? State.READY : State.STARTING;
    }

    /** In the order of a task's life. */
    public enum State {
        STARTING,
        READY,
        DRAINING
    }
}
