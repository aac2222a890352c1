package dev.slipway.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks that run the service. */
public record ServiceSettings(
        @Setting(value = "CPU of a task, in units of 1/1024 vCPU.", standard = "256", least = 256, most = 16_384)
        int cpu,

        @Setting(
                value = "Memory of a task, in MiB; Fargate allows only some pairs with cpu.",
                standard = "512",
                least = 512,
                most = 122_880)
        int memory,

        @Setting(value = "The processors that tasks run on and the image is built for.", standard = "arm64")
        Architecture architecture,

        @Setting(value = "The least number of tasks.", standard = "1", least = 1, most = 100)
        int minimum,

        @Setting(value = "The greatest number of tasks.", standard = "4", least = 1, most = 100)
        int maximum,

        @Setting(
                value =
                        "The share of tasks that may run on Fargate Spot, in per cent; production keeps at least one off it.",
                standard = "0",
                least = 0,
                most = 100)
        int spotPercent,

        @Setting(value = "When tasks are added and taken away.", standard = "{}")
        Scaling scaling,

        @Setting(
                value = "Environment variables of the service.",
                standard = "{}",
                example = "{GREETING: hello}",
                pattern = "[A-Za-z_][A-Za-z0-9_]*",
                form = "letters, digits and underscores")
        Map<String, String> environment,

        @Setting(
                value =
                        "Environment variables whose values are secret: a parameter is made for each, to be filled once by hand.",
                standard = "[]",
                example = "[PAYMENT_TOKEN]",
                // "Creating Parameter Store parameters": 1,011 with the ARN, whose beginning has 110 at most.
                pattern = "[A-Z_][A-Z0-9_]{0,899}",
                form = "upper-case letters, digits and underscores, 900 at most")
        List<String> secrets,

        @Setting(
                value = "Buckets and queues that the service may use; its role gets just that.",
                standard = "[]",
                example = "[{bucket: acme-reports}]")
        List<Grant> grants,

        @Setting(
                value = "The generations of the API key that are valid: add one, hand it out, take the old one away.",
                standard = "[1]",
                least = 1,
                most = 5)
        List<Integer> apiKeys,

        @Setting(value = "How often one caller may call each task.", standard = "{}")
        RateLimit rateLimit,

        @Setting(
                value = "Origins whose pages may call the service (CORS); none where empty.",
                standard = "[]",
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
            @Setting(value = "Average CPU to aim at, in per cent.", standard = "60", least = 10, most = 90)
            int cpuPercent,

            @Setting(value = "Requests a minute and task to aim at.", standard = "3000", least = 1, most = 1_000_000)
            int requestsPerMinute) {}

    /** A token bucket for each key and address, in each task. */
    public record RateLimit(
            @Setting(value = "Requests a second.", standard = "5", least = 1, most = 100_000)
            int perSecond,

            @Setting(value = "Requests at once.", standard = "5", least = 1, most = 100_000)
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
                    standard = "read")
            Access access) {

        /** What may be done with a bucket or queue. */
        public enum Access {
            READ,
            WRITE,
            READ_WRITE
        }
    }
}
