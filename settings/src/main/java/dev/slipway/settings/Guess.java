package dev.slipway.settings;

/** The kind of a setting's text, for settings whose typical mistakes get a suggested correction. */
public enum Guess {
    NONE,
    ACCOUNT,
    REGION,
    HOST_NAME,
    INSTANCE_CLASS
}
