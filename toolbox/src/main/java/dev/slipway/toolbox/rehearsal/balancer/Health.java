package dev.slipway.toolbox.rehearsal.balancer;

/**
 * What a target group thinks of a target.
 *
 * <p>A new target is healthy with the first check that it passes; after that it takes as many checks in a row as the
 * thresholds say to change its state.
 *
 * @param streak how many checks in a row spoke for another state
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">health
 *     checks</a>
 */
public record Health(State state, int streak) {

    /** A target's state, by the balancer's names. */
    public enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY
    }

    /** Just registered. */
    static final Health INITIAL = new Health(State.INITIAL, 0);

    /** The health after one more check. */
    Health after(boolean passed, HealthCheck check) {
        return switch (state) {
            case INITIAL, HEALTHY -> passed ? now(State.HEALTHY) : count(State.UNHEALTHY, check.unhealthyThreshold());
            case UNHEALTHY -> passed ? count(State.HEALTHY, check.healthyThreshold()) : now(State.UNHEALTHY);
        };
    }

    private Health count(State next, int threshold) {
        return streak + 1 >= threshold ? now(next) : new Health(state, streak + 1);
    }

    private static Health now(State state) {
        return new Health(state, 0);
    }
}
