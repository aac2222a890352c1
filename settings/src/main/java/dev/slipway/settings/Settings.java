package dev.slipway.settings;

import java.util.List;

/** The settings of a stack, which is an environment or a foundation. */
public sealed interface Settings permits EnvironmentSettings, FoundationSettings {

    AccountSettings account();

    /** The guardrails that resources of the stack may violate. */
    List<ExceptionSettings> exceptions();
}
