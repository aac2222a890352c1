package dev.slipway.guardrails;

/** How much a violation can cost. Every violation stops a deployment. */
public enum Severity {
    /** Data can be lost, or read or changed by somebody else. */
    HIGH,
    /** An attack or a failure has more effect than it needs to. */
    MEDIUM,
    /** An incident is noticed later, or is harder to investigate. */
    LOW
}
