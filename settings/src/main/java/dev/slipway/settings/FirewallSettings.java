package dev.slipway.settings;

import java.util.Optional;

/** The web ACL in front of the load balancer. */
public record FirewallSettings(
        @Setting(
                value =
                        "Whether a web ACL of AWS WAF blocks bad requests, only counts them, or does not exist: block, count or none. The default is block in production, and none elsewhere.",
                example = "count")
        Optional<Mode> mode,

        @Setting(
                value =
                        "The requests that one address may send to all services in five minutes; with balancer.trustedProxies, the address that the first proxy saw.",
                defaultValue = "10000",
                min = 10,
                max = 2_000_000_000)
        int requestsPerFiveMinutes) {

    /** What a web ACL does with a request that a rule matches. */
    public enum Mode {
        NONE,
        COUNT,
        BLOCK
    }
}
