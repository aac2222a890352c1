package dev.slipway.settings;

/** The PostgreSQL database. */
public record DatabaseSettings(
        @Setting(value = "The major version of PostgreSQL.", defaultValue = "18", min = 15, max = 18)
        int version,

        @Setting(
                value = "The class of the instance.",
                defaultValue = "db.t4g.micro",
                pattern = "db\\.[a-z0-9]+\\.[a-z0-9]+",
                form = "a class such as db.t4g.micro",
                suggestion = Suggestion.INSTANCE_CLASS)
        String instanceClass,

        @Setting(value = "The initial storage, in GiB.", defaultValue = "20", min = 20, max = 65_536)
        int storage,

        @Setting(
                value = "The storage that it may grow to automatically, in GiB.",
                defaultValue = "100",
                min = 20,
                max = 65_536)
        int maximumStorage,

        @Setting(value = "Whether a standby in a second zone takes over when the first fails.", defaultValue = "false")
        boolean multiAz,

        @Setting(
                value = "For how many days backups allow a restore to any point in time.",
                defaultValue = "7",
                min = 1,
                max = 35)
        int backupDays) {}
