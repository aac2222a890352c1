package dev.slipway.settings;

/** What starts the tasks of a service, and who calls them. */
public enum ServiceKind {
    /** Behind the load balancer, called by users. */
    WEB,
    /** Called by other services of the environment. */
    INTERNAL,
    /** Consumes a queue. */
    WORKER,
    /** Runs on a schedule or by hand, and ends. */
    JOB
}
