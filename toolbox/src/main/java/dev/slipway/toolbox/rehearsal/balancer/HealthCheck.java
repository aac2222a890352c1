package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.time.Duration;
import java.util.Arrays;

/**
 * A target group's health check. Properties that the plan omits have AWS's defaults.
 *
 * @param matcher the status codes of a healthy target: {@code 200}, {@code 200,202} or {@code 200-299}
 */
public record HealthCheck(
        String path,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold,
        String matcher) {

    /** Reads the health check of an {@code aws:lb/targetGroup:TargetGroup}. */
    static HealthCheck of(PlannedResource group) {
        return new HealthCheck(
                Planned.text(group, "healthCheck.path").orElse("/"),
                Duration.ofSeconds(Planned.number(group, "healthCheck.interval", 30)),
                Duration.ofSeconds(Planned.number(group, "healthCheck.timeout", 5)),
                Math.toIntExact(Planned.number(group, "healthCheck.healthyThreshold", 5)),
                Math.toIntExact(Planned.number(group, "healthCheck.unhealthyThreshold", 2)),
                Planned.text(group, "healthCheck.matcher").orElse("200"));
    }

    /** Whether a response with this status passes the check. */
    boolean passes(int status) {
        return Arrays.stream(matcher.split(",")).map(String::strip).anyMatch(range -> {
            var ends = range.split("-", 2);
            return Integer.parseInt(ends[0]) <= status && status <= Integer.parseInt(ends[ends.length - 1]);
        });
    }
}
