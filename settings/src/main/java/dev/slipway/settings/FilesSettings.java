package dev.slipway.settings;

/** The file system that all tasks share. */
public record FilesSettings(
        @Setting(value = "Whether it is backed up every day, for 35 days.", defaultValue = "true")
        boolean backup,

        @Setting(
                value = "Its throughput mode: bursting (included, by size) or elastic (paid by use).",
                defaultValue = "bursting")
        Throughput throughput) {

    /** The throughput modes of EFS. */
    public enum Throughput {
        BURSTING,
        ELASTIC
    }
}
