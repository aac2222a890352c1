package dev.slipway.settings;

/** The correction that the error message suggests for a typical mistake in a setting's text. */
public enum Suggestion {
    NONE,
    ACCOUNT,
    REGION,
    HOST_NAME,
    INSTANCE_CLASS
}
