package dev.slipway.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks that run the service. */
public record ServiceSettings(
        @Setting(value = "CPU of a task, in units of 1/1024 vCPU.", defaultValue = "256", min = 256, max = 16_384)
        int cpu,

        @Setting(
                value = "Memory of a task, in MiB; Fargate allows only some pairs with cpu.",
                defaultValue = "512",
                min = 512,
                max = 122_880)
        int memory,

        @Setting(value = "The processors that tasks run on and the image is built for.", defaultValue = "arm64")
        Architecture architecture,

        @Setting(value = "The least number of tasks.", defaultValue = "1", min = 1, max = 100)
        int minimum,

        @Setting(value = "The greatest number of tasks.", defaultValue = "4", min = 1, max = 100)
        int maximum,

        @Setting(
                value =
                        "The share of tasks that may run on Fargate Spot, in per cent; production keeps at least one off it.",
                defaultValue = "0",
                min = 0,
                max = 100)
        int spotPercent,

        @Setting(value = "When tasks are added and taken away.", defaultValue = "{}")
        Scaling scaling,

        @Setting(
                value = "Environment variables of the service.",
                defaultValue = "{}",
                example = "{GREETING: hello}",
                pattern = "[A-Za-z_][A-Za-z0-9_]*",
                form = "letters, digits and underscores")
        Map<String, String> environment,

        @Setting(
                value =
                        "Environment variables whose values are secret: a parameter is made for each, to be filled once by hand.",
                defaultValue = "[]",
                example = "[PAYMENT_TOKEN]",
                // "Creating Parameter Store parameters": 1,011 with the ARN, whose beginning has 110 at most.
                pattern = "[A-Z_][A-Z0-9_]{0,899}",
                form = "upper-case letters, digits and underscores, 900 at most")
        List<String> secrets,

        @Setting(
                value = "Buckets and queues that the service may use; its role gets just that.",
                defaultValue = "[]",
                example = "[{bucket: acme-reports}]")
        List<Grant> grants,

        @Setting(
                value = "The generations of the API key that are valid: add one, hand it out, take the old one away.",
                defaultValue = "[1]",
                min = 1,
                max = 5)
        List<Integer> apiKeys,

        @Setting(value = "How often one caller may call each task.", defaultValue = "{}")
        RateLimit rateLimit,

        @Setting(
                value = "Origins whose pages may call the service (CORS); none where empty.",
                defaultValue = "[]",
                example = "[\"https://shop.acme.dev\"]",
                pattern = "https://[a-z0-9.-]+(:\\d+)?",
                form = "an origin such as https://shop.acme.dev")
        List<String> corsOrigins) {

    /** A processor architecture, by ECS's names. */
    public enum Architecture {
        ARM64,
        X86_64
    }

    /** What the autoscaler aims at. */
    public record Scaling(
            @Setting(value = "Average CPU to aim at, in per cent.", defaultValue = "60", min = 10, max = 90)
            int cpuPercent,

            @Setting(value = "Requests a minute and task to aim at.", defaultValue = "3000", min = 1, max = 1_000_000)
            int requestsPerMinute) {}

    /** A token bucket for each key and address, in each task. */
    public record RateLimit(
            @Setting(value = "Requests a second.", defaultValue = "5", min = 1, max = 100_000)
            int perSecond,

            @Setting(value = "Requests at once.", defaultValue = "5", min = 1, max = 100_000)
            int burst) {}

    /** The right to use one bucket or one queue that exists already, in this account. */
    public record Grant(
            @Setting(
                    value = "The bucket's name.",
                    pattern = "(?!.*\\.\\.|(\\d+\\.){3}\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                    form = "a bucket's name",
                    example = "acme-reports")
            Optional<String> bucket,

            @Setting(
                    value = "The queue's name, in this region.",
                    pattern = "[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo",
                    form = "a queue's name",
                    example = "invoices")
            Optional<String> queue,

            @Setting(
                    value = "What the service may do with it: read (receive) or write (send), or both.",
                    defaultValue = "read")
            Access access) {

        /** What may be done with a bucket or queue. */
        public enum Access {
            READ,
            WRITE,
            READ_WRITE
        }
    }
}
