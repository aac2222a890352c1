package dev.slipway.settings;

import java.util.Optional;

/** What an environment may cost, and what its estimate assumes. */
public record CostSettings(
        @Setting(
                value = "The budget for a month, in US dollars: an environment whose estimate is above it is refused.",
                min = 1,
                max = 1_000_000,
                example = "500")
        Optional<Integer> budget,

        @Setting(value = "How much it is used in a month, for the estimate.", defaultValue = "{}")
        Usage usage) {

    /** How much an environment is used in a month. */
    public record Usage(
            @Setting(value = "Requests from users.", defaultValue = "1000000", min = 0, max = 2_000_000_000)
            int requests,

            @Setting(value = "Data that users download, in GB.", defaultValue = "20", min = 0, max = 10_000_000)
            int dataOut,

            @Setting(
                    value = "Data that tasks exchange with AWS's services and the internet, in GB.",
                    defaultValue = "20",
                    min = 0,
                    max = 10_000_000)
            int egress,

            @Setting(value = "Log lines, in GB.", defaultValue = "5", min = 0, max = 10_000_000)
            int logs,

            @Setting(
                    value = "Custom metrics, including those of Container Insights.",
                    defaultValue = "30",
                    min = 0,
                    max = 1_000_000)
            int metrics,

            @Setting(
                    value =
                            "The load balancer's capacity units (LCU), on average: one is 25 new connections a second, or 1 GB an"
                                    + " hour.",
                    defaultValue = "1",
                    min = 0,
                    max = 1_000_000)
            int lcu,

            @Setting(value = "Objects in S3 buckets, in GB.", defaultValue = "10", min = 0, max = 10_000_000)
            int objects,

            @Setting(value = "Files in the shared file system, in GB.", defaultValue = "10", min = 0, max = 10_000_000)
            int files,

            @Setting(
                    value = "Backups of the database beyond the size of its storage, which RDS includes, in GB.",
                    defaultValue = "0",
                    min = 0,
                    max = 10_000_000)
            int backups,

            @Setting(
                    value =
                            "Samples that Prometheus stores, in millions: a task with 200 series sends 9 a month, one a minute each.",
                    defaultValue = "10",
                    min = 0,
                    max = 1_000_000_000)
            int samples,

            @Setting(
                    value =
                            "Capacity units (ACU) that each instance of aurora-serverless uses on average, within its minimum"
                                    + " and maximum.",
                    defaultValue = "1",
                    min = 0,
                    max = 256)
            int auroraCapacity,

            @Setting(value = "Data in aurora-serverless, in GB.", defaultValue = "20", min = 0, max = 10_000_000)
            int auroraStorage,

            @Setting(
                    value = "Reads and writes of the storage of aurora-serverless, in millions.",
                    defaultValue = "10",
                    min = 0,
                    max = 10_000_000)
            int auroraRequests,

            @Setting(value = "Hours that each job runs.", defaultValue = "10", min = 0, max = 100_000)
            int jobHours) {}
}
