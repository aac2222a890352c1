package dev.slipway.settings;

/**
 * All that one environment is made from.
 */
public record EnvironmentSettings(
        @Setting("Where it is: the keys that begin with aws:.")
        AccountSettings account,

        @Setting(
                value =
                        "Whether people depend on it: its data is protected from deletion and must be backed up and in two zones.",
                defaultValue = "false")
        boolean production,

        @Setting(
                value = "The stack that holds this account's foundation (registry, zone, deploy roles).",
                defaultValue = "foundation",
                pattern = "foundation(-[a-z0-9-]+)?",
                form = "foundation, or foundation- and a name")
        String foundationStack,

        @Setting(value = "The private network that the environment lives in.", defaultValue = "{}")
        NetworkSettings network,

        @Setting(value = "Where users find the service.") DomainSettings domain,

        @Setting(value = "The tasks that run the service.", defaultValue = "{}")
        ServiceSettings service,

        @Setting(value = "The PostgreSQL database.", defaultValue = "{}")
        DatabaseSettings database,

        @Setting(value = "The file system that all tasks share.", defaultValue = "{}")
        FilesSettings files,

        @Setting(value = "Logs, alarms and who hears of them.", defaultValue = "{}")
        ObservabilitySettings observability,

        @Setting(value = "Which image the tasks run.", defaultValue = "{}")
        ImageSettings image)
        implements Settings {

    /** The same with an image that was pushed before, in place of one to build. */
    public EnvironmentSettings running(String digest) {
        return new EnvironmentSettings(
                account,
                production,
                foundationStack,
                network,
                domain,
                service,
                database,
                files,
                observability,
                image.pushed(digest));
    }
}
