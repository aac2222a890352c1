package dev.slipway.compute;

/** The ports of a task. */
public final class Ports {

    /** The port that the load balancer sends requests to. */
    public static final int SERVING = 8080;

    /** The port for metrics. It is not in any target group, so no path leads to it from outside. */
    public static final int METRICS = 9090;

    private Ports() {}
}
