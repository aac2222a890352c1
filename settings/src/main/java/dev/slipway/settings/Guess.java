package dev.slipway.settings;

/** What kind of text a setting has, where a mistake in it can be corrected. */
public enum Guess {
    NONE,
    ACCOUNT,
    REGION,
    HOST_NAME,
    INSTANCE_CLASS
}
