package dev.slipway.settings;

/** The PostgreSQL database. */
public record DatabaseSettings(
        @Setting(value = "The major version of PostgreSQL.", standard = "18", least = 15, most = 18)
        int version,

        @Setting(
                value = "The class of the instance.",
                standard = "db.t4g.micro",
                pattern = "db\\.[a-z0-9]+\\.[a-z0-9]+",
                form = "a class such as db.t4g.micro",
                guess = Guess.INSTANCE_CLASS)
        String instanceClass,

        @Setting(value = "Storage to begin with, in GiB.", standard = "20", least = 20, most = 65_536)
        int storage,

        @Setting(value = "Storage that it may grow to by itself, in GiB.", standard = "100", least = 20, most = 65_536)
        int maximumStorage,

        @Setting(value = "Whether a standby in a second zone takes over when the first fails.", standard = "false")
        boolean multiAz,

        @Setting(value = "How many days back it can be restored to any second.", standard = "7", least = 1, most = 35)
        int backupDays) {}
