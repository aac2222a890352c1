package dev.slipway.settings;

/** The settings of a stack, which is an environment or a foundation. */
public sealed interface Settings permits EnvironmentSettings, FoundationSettings {

    AccountSettings account();
}
