package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.time.Duration;

/**
 * What a balancer does with every request, whatever its listener; AWS's default where the plan says nothing.
 *
 * @param idleTimeout how long client and target may be silent
 * @param dropsInvalidHeaders whether headers go whose names have other characters than letters, digits and hyphens
 * @param forwardedFor what happens to {@code X-Forwarded-For}
 * @param withClientPort whether it names the client's port too
 */
public record LoadBalancer(
        Duration idleTimeout, boolean dropsInvalidHeaders, ForwardedFor forwardedFor, boolean withClientPort) {

    /** What happens to {@code X-Forwarded-For}, by the attribute's own names. */
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
