package dev.slipway.settings;

import java.util.List;

/** Logs, alarms and who hears of them. */
public record ObservabilitySettings(
        @Setting(
                value = "How many days logs are kept: one of the numbers that CloudWatch allows.",
                defaultValue = "30",
                min = 1,
                max = 3653)
        int logDays,

        @Setting(
                value = "Who is written to when an alarm trips.",
                defaultValue = "[]",
                example = "[oncall@acme.dev]",
                pattern = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
                form = "an e-mail address")
        List<String> emails,

        @Setting(
                value = "The response time that 99 of 100 requests stay under, in milliseconds.",
                defaultValue = "1000",
                min = 1,
                max = 60_000)
        int p99Milliseconds) {}
