package dev.slipway.compute;

/** The ports of a task. */
public final class Ports {

    /** Where the balancer sends requests to. */
    public static final int SERVING = 8080;

    /** Where metrics are read: in no target group, so that no spelling of a path leads there from outside. */
    public static final int METRICS = 9090;

    private Ports() {}
}
