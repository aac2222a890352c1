package dev.slipway.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tasks that run one service. */
public record ServiceSettings(
        @Setting(value = "CPU of a task, in units of 1/1024 vCPU.", defaultValue = "256", min = 256, max = 16_384)
        int cpu,

        @Setting(
                value = "Memory of a task, in MiB; Fargate allows only some combinations with cpu.",
                defaultValue = "512",
                min = 512,
                max = 122_880)
        int memory,

        @Setting(
                value = "The processor architecture that tasks run on and the image is built for.",
                defaultValue = "arm64")
        Architecture architecture,

        @Setting(value = "The minimum number of tasks.", defaultValue = "1", min = 1, max = 100)
        int minimum,

        @Setting(value = "The maximum number of tasks.", defaultValue = "4", min = 1, max = 100)
        int maximum,

        @Setting(
                value =
                        "The percentage of tasks that may run on Fargate Spot; production keeps at least one task on regular Fargate.",
                defaultValue = "0",
                min = 0,
                max = 100)
        int spotPercent,

        @Setting(value = "When tasks are added and removed.", defaultValue = "{}")
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
                        "Environment variables whose values are secret. NAME gets an SSM parameter, whose value you set once by hand;"
                                + " NAME=<ARN> reads an SSM parameter or a Secrets Manager secret that exists, and may end in"
                                + " :<JSON key>:<stage>:<version>.",
                defaultValue = "[]",
                example = "[PAYMENT_TOKEN]",
                // "Creating Parameter Store parameters": at most 1,011 characters with the ARN, whose prefix has at
                // most 110.
                pattern = "[A-Z_][A-Z0-9_]{0,877}(=arn:aws:(ssm:[a-z0-9-]+:\\d{12}:parameter/[A-Za-z0-9_./-]+"
                        + "|secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@-]+(:[^:]*:[^:]*:[^:]*)?))?",
                form =
                        "NAME or NAME=<ARN of a parameter or secret>, with a name of upper-case letters, digits and underscores")
        List<String> secrets,

        @Setting(
                value = "Buckets and queues that the service may use; its role gets access to nothing else.",
                defaultValue = "[]",
                example = "[{bucket: acme-reports}]")
        List<Grant> grants,

        @Setting(
                value = "The valid generations of the API key. To rotate: add one, hand it out, remove the old one.",
                defaultValue = "[1]",
                min = 1,
                max = 5)
        List<Integer> apiKeys,

        @Setting(value = "The rate limit for each caller, in each task.", defaultValue = "{}")
        RateLimit rateLimit,

        @Setting(
                value = "Origins whose pages may call the service (CORS); empty allows none.",
                defaultValue = "[]",
                example = "[\"https://shop.acme.dev\"]",
                pattern = "https://[a-z0-9.-]+(:\\d+)?|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?",
                form = "an origin such as https://shop.acme.dev, or http://localhost:3000")
        List<String> corsOrigins,

        @Setting(
                value =
                        "Names of this environment at which the load balancer sends all requests to it: domain.name, or names of"
                                + " domain.aliases.",
                defaultValue = "[]",
                max = 5,
                example = "[admin.acme.dev]",
                pattern = "(\\*\\.)?" + Patterns.HOST_NAME,
                form = "a host name in lower case")
        List<String> hosts,

        @Setting(
                value =
                        "Whether users sign in at the load balancer before their requests reach it, as balancer.signIn says.",
                defaultValue = "false")
        boolean signIn,

        @Setting(
                value =
                        "Whether `aws ecs execute-command` may run programs in its tasks, and `./slipway db` reach the database"
                                + " through them.",
                defaultValue = "false")
        boolean exec,

        @Setting(
                value =
                        "Where its log lines go instead of CloudWatch Logs: the options of a Fluent Bit output, such as its Name and Host."
                                + " FireLens routes them; without options there is no router.",
                defaultValue = "{}",
                example = "{Name: http, Host: logs.acme.dev}",
                pattern = "[A-Za-z][A-Za-z0-9_.-]*",
                form = "the name of an option of Fluent Bit")
        Map<String, String> logRouter) {

    /** The secrets whose parameters the environment creates. */
    public List<String> ownSecrets() {
        return secrets.stream().filter(secret -> !secret.contains("=")).toList();
    }

    /** The ARNs of secrets and parameters that exist, by variable. */
    public Map<String, String> existingSecrets() {
        var arns = new TreeMap<String, String>();
        secrets.stream()
                .filter(secret -> secret.contains("="))
                .map(secret -> secret.split("=", 2))
                .forEach(secret -> arns.put(secret[0], secret[1]));
        return arns;
    }

    /** A processor architecture, as ECS names it. */
    public enum Architecture {
        ARM64,
        X86_64
    }

    /** The targets of the autoscaler. */
    public record Scaling(
            @Setting(
                    value = "The target for average CPU utilization, in percent.",
                    defaultValue = "60",
                    min = 10,
                    max = 90)
            int cpuPercent,

            @Setting(
                    value = "The target for requests per minute and task.",
                    defaultValue = "3000",
                    min = 1,
                    max = 1_000_000)
            int requestsPerMinute,

            @Setting(
                    value = "The target for waiting messages per task, for a worker.",
                    defaultValue = "100",
                    min = 1,
                    max = 1_000_000)
            int messagesPerTask) {}

    /** A token bucket per key and address, in each task. */
    public record RateLimit(
            @Setting(value = "Requests per second.", defaultValue = "5", min = 1, max = 100_000)
            int perSecond,

            @Setting(value = "Requests in a burst.", defaultValue = "5", min = 1, max = 100_000)
            int burst) {}

    /** Access to one bucket or one queue that already exists in this account. */
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
                    value = "The access that the service gets: read (receive), write (send) or both.",
                    defaultValue = "read")
            Access access) {

        /** The kinds of access to a bucket or queue. */
        public enum Access {
            READ,
            WRITE,
            READ_WRITE
        }
    }
}
