package dev.slipway.plan;

/** How a resource comes to be. */
public enum Kind {
    /** A component: a name for the resources below it. */
    COMPONENT,
    /** A resource that a provider makes. */
    CUSTOM,
    /** A component whose children another program makes, such as {@code awsx:ecr:Image}. */
    REMOTE,
    /** A resource that is there already and only looked up. */
    READ
}
