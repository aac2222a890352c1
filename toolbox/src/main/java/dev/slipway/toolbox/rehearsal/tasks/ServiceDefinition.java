package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.time.Duration;

/**
 * The number of tasks, and the container that receives requests.
 *
 * @param name the service's name in its cluster
 * @param tasks the autoscaler's minimum, or the desired count without an autoscaler
 * @param container the container that the load balancer sends requests to
 * @param port the container's port in the plan
 * @param gracePeriod how long failed health checks of a new task are ignored
 */
public record ServiceDefinition(
        String name, int tasks, String container, int port, String targetGroup, Duration gracePeriod) {

    /** Reads an {@code aws:ecs/service:Service} of a plan. */
    public static ServiceDefinition of(PlannedResource service, Plan plan) {
        var name = service.text("name");
        var scaled = plan.all("aws:appautoscaling/target:Target")
                .filter(target -> target.text("serviceNamespace").equals("ecs"))
                .filter(target -> target.text("resourceId").endsWith("/" + name))
                .map(target -> target.number("minCapacity"))
                .findFirst();
        return new ServiceDefinition(
                name,
                Math.toIntExact(scaled.orElseGet(() -> number(service, "desiredCount", 1))),
                service.text("loadBalancers[0].containerName"),
                Math.toIntExact(service.number("loadBalancers[0].containerPort")),
                service.text("loadBalancers[0].targetGroupArn"),
                Duration.ofSeconds(number(service, "healthCheckGracePeriodSeconds", 0)));
    }

    private static long number(PlannedResource resource, String path, long defaultValue) {
        return resource.has(path) ? resource.number(path) : defaultValue;
    }
}
