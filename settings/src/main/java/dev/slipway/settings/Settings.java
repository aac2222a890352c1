package dev.slipway.settings;

/** What a stack is to be: one of the two kinds that this program raises. */
public sealed interface Settings permits EnvironmentSettings, FoundationSettings {

    AccountSettings account();
}
