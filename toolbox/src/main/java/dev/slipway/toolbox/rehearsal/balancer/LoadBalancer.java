package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.time.Duration;

/**
 * The attributes of a load balancer that apply to all its listeners. Attributes that the plan omits have AWS's defaults.
 *
 * @param idleTimeout how long connections of client and target may be idle
 * @param dropsInvalidHeaders whether to drop headers whose names have characters other than letters, digits and hyphens
 * @param forwardedFor how {@code X-Forwarded-For} is processed
 * @param withClientPort whether it includes the client's port
 */
public record LoadBalancer(
        Duration idleTimeout, boolean dropsInvalidHeaders, ForwardedFor forwardedFor, boolean withClientPort) {

    /** The proxies of Service Connect between the services of an environment. */
    public static final LoadBalancer INTERNAL =
            new LoadBalancer(Duration.ofSeconds(60), false, ForwardedFor.PRESERVE, false);

    /** The ways to process {@code X-Forwarded-For}, as the attribute names them. */
    public enum ForwardedFor {
        APPEND,
        PRESERVE,
        REMOVE
    }

    /** Reads an {@code aws:lb/loadBalancer:LoadBalancer}. */
    public static LoadBalancer of(PlannedResource balancer) {
        return new LoadBalancer(
                Duration.ofSeconds(Planned.number(balancer, "idleTimeout", 60)),
                balancer.flag("dropInvalidHeaderFields"),
                switch (Planned.text(balancer, "xffHeaderProcessingMode").orElse("append")) {
                    case "preserve" -> ForwardedFor.PRESERVE;
                    case "remove" -> ForwardedFor.REMOVE;
                    default -> ForwardedFor.APPEND;
                },
                balancer.flag("enableXffClientPort"));
    }
}
