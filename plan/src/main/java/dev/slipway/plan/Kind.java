package dev.slipway.plan;

/** The kind of a resource, which determines how it is created. */
public enum Kind {
    /** A component: a logical parent of other resources. */
    COMPONENT,
    /** A resource that a provider creates. */
    CUSTOM,
    /** A component whose children are created by another program, such as {@code awsx:ecr:Image}. */
    REMOTE,
    /** An existing resource that is only read. */
    READ
}
