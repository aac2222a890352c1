package dev.slipway.toolbox.rehearsal.balancer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A task's address in a target group. */
public final class Target {

    private final int port;
    private volatile Health health = Health.INITIAL;
    private boolean draining;
    private int inFlight;

    Target(int port) {
        this.port = port;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    public Health.State state() {
        return health.state();
    }

    void checked(boolean passed, HealthCheck check) {
        health = health.after(passed, check);
    }

    /** Whether the target accepts a request, which must then be {@linkplain #release released}. */
    synchronized boolean accept() {
        if (!draining) {
            inFlight++;
        }
        return !draining;
    }

    synchronized void release() {
        inFlight--;
        notifyAll();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Refuses new requests and waits for those in flight; true if all were answered in time. */
    synchronized boolean drain(Duration atMost) throws InterruptedException {
        draining = true;
        var end = System.nanoTime() + atMost.toNanos();
        for (var left = atMost.toNanos(); inFlight > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return inFlight == 0;
    }
}
