package dev.slipway.settings;

/** What a stack is to be: one of the two kinds that this program raises. */
public sealed interface Settings permits EnvironmentSettings, FoundationSettings {

    AccountSettings account();

    /**
     * Understands a stack's configuration: a stack named {@code foundation} or {@code foundation-…} is an account's
     * foundation, any other an environment. Placeholders are let through: see {@link Placeholders}.
     *
     * @throws SettingsProblems with all that is wrong in it
     */
    static Settings read(StackConfig config) {
        return SettingsReader.read(config);
    }
}
