package dev.slipway.app.ops;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;

import java.util.function.BooleanSupplier;

/**
 * Whether the balancer may send requests: not before everything that they need was reached once, and not while
 * stopping. A database lost later does not count, or a failover would have every task replaced; requests then get 503.
 */
public final class Readiness implements HealthCheck {

    private final BooleanSupplier reached;
    private volatile boolean latched;
    private volatile boolean draining;

    /**
     * Creates a check that is not ready yet.
     *
     * @param reached whether everything was reached; not asked any more once it was
     */
    public Readiness(BooleanSupplier reached) {
        this.reached = reached;
    }

    /** Ends readiness for good. */
    public void drain() {
        draining = true;
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public String name() {
        return "ready";
    }

    @Override
    public HealthCheckResponse call() {
        var state = state();
        return HealthCheckResponse.builder()
                .status(state == State.READY)
                .detail("state", state.name())
                .build();
    }

    private State state() {
        if (draining) {
            return State.DRAINING;
        }
        if (!latched) {
            latched = reached.getAsBoolean();
        }
        return latched ? State.READY : State.STARTING;
    }

    /** In the order of a task's life. */
    private enum State {
        STARTING,
        READY,
        DRAINING
    }
}
