package dev.slipway.settings;

/** The file system that all tasks share. */
public record FilesSettings(
        @Setting(value = "Whether it is backed up every day, for 35 days.", defaultValue = "true")
        boolean backup,

        @Setting(value = "How its throughput is paid for: with its size, or by use.", defaultValue = "bursting")
        Throughput throughput) {

    /** How EFS gives throughput. */
    public enum Throughput {
        BURSTING,
        ELASTIC
    }
}
