package dev.slipway.settings;

import java.util.List;

/** Logs, alarms and their recipients. */
public record ObservabilitySettings(
        @Setting(
                value = "The retention of logs in days: one of the values that CloudWatch allows.",
                defaultValue = "30",
                min = 1,
                max = 3653)
        int logDays,

        @Setting(
                value = "The e-mail addresses that alarms notify.",
                defaultValue = "[]",
                example = "[oncall@acme.dev]",
                pattern = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
                form = "an e-mail address")
        List<String> emails,

        @Setting(
                value =
                        "The objective for availability: the percentage of requests in 30 days that end without an error of the services or the balancer.",
                defaultValue = "99.9",
                pattern = "9[5-9](\\.\\d{1,3})?",
                form = "a percentage from 95 to 99.999")
        double availability,

        @Setting(
                value =
                        "The objective for latency: the response time that 99 of 100 requests stay under, in milliseconds.",
                defaultValue = "1000",
                min = 1,
                max = 60_000)
        int p99Milliseconds,

        @Setting(
                value =
                        "Whether a managed Prometheus workspace stores the metrics of the tasks, which a collector in each task scrapes, and a managed Grafana workspace shows them.",
                defaultValue = "false")
        boolean prometheus,

        @Setting(
                value =
                        "How people sign in to Grafana: by IAM Identity Center, or by SAML, which is configured in Grafana's console.",
                defaultValue = "identity-center")
        GrafanaSignIn grafanaSignIn) {

    /** The ways to sign in to a managed Grafana workspace. */
    public enum GrafanaSignIn {
        IDENTITY_CENTER,
        SAML
    }
}
