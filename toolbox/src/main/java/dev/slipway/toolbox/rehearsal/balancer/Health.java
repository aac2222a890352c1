package dev.slipway.toolbox.rehearsal.balancer;

/**
 * The health of a target in a target group.
 *
 * <p>A new target becomes healthy with the first check that it passes. After that, the thresholds determine how many
 * consecutive checks change its state.
 *
 * @param streak the number of consecutive checks with a result that differs from the state
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">health
 *     checks</a>
 */
public record Health(State state, int streak) {

    /** A target's state, as the load balancer names it. */
    public enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY
    }

    /** The health of a new target. */
    static final Health INITIAL = new Health(State.INITIAL, 0);

    /** The health after another check. */
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
