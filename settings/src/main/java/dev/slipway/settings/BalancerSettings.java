package dev.slipway.settings;

import java.util.List;

/** The load balancer. */
public record BalancerSettings(
        @Setting(
                value =
                        "Whether it has only private addresses, for callers inside the network and networks that are connected to it.",
                defaultValue = "false")
        boolean internal,

        @Setting(
                value = "The IPv4 ranges whose addresses may connect.",
                defaultValue = "[\"0.0.0.0/0\"]",
                min = 1,
                max = 25,
                example = "[\"203.0.113.0/24\"]",
                pattern = Patterns.IPV4_RANGE,
                form = "an IPv4 range such as 203.0.113.0/24")
        List<String> allowedRanges,

        @Setting(
                value = "After how many seconds without data it closes a connection; requests may take as long.",
                defaultValue = "60",
                min = 1,
                max = 4000)
        int idleTimeout,

        @Setting(
                value =
                        "How many proxies, such as a CDN, are between callers and the load balancer: the rate limit counts the address"
                                + " that the first of them saw.",
                defaultValue = "0",
                min = 0,
                max = 5)
        int trustedProxies,

        @Setting(value = "Sign-in with an identity provider, for the services with signIn.", defaultValue = "{}")
        SignInSettings signIn) {}
