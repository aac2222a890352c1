package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.time.Duration;
import java.util.Optional;

/**
 * The number of tasks of a service, and who calls them.
 *
 * @param name the service's name in its cluster
 * @param tasks the autoscaler's minimum, or the desired count without an autoscaler
 * @param container the container that serves or works: the one behind the load balancer, or the first essential one
 * @param targetGroup the target group that its tasks join, if it is behind the load balancer
 * @param alias the name by which other services call it, if they do
 * @param gracePeriod how long failed health checks of a new task are ignored
 */
public record ServiceDefinition(
        String name,
        int tasks,
        String container,
        Optional<String> targetGroup,
        Optional<Alias> alias,
        Duration gracePeriod) {

    /** A name and a port in the namespace of Service Connect. */
    public record Alias(String name, int port) {

        /** The URL that callers find in their environment. */
        public String url() {
            return "http://%s:%d".formatted(name, port);
        }
    }

    /** Reads an {@code aws:ecs/service:Service} of a plan. */
    public static ServiceDefinition of(PlannedResource service, Plan plan, TaskDefinition definition) {
        var name = service.text("name");
        var scaled = plan.all("aws:appautoscaling/target:Target")
                .filter(target -> target.text("serviceNamespace").equals("ecs"))
                .filter(target -> target.text("resourceId").endsWith("/" + name))
                .map(target -> target.number("minCapacity"))
                .findFirst();
        var behindBalancer = service.has("loadBalancers");
        var alias = "serviceConnectConfiguration.services[0].clientAlias";
        return new ServiceDefinition(
                name,
                Math.toIntExact(scaled.orElseGet(() -> number(service, "desiredCount", 1))),
                behindBalancer
                        ? service.text("loadBalancers[0].containerName")
                        : definition.main().name(),
                behindBalancer ? Optional.of(service.text("loadBalancers[0].targetGroupArn")) : Optional.empty(),
                service.has(alias + "[0].port") || service.has(alias + ".port")
                        ? Optional.of(alias(service, service.has(alias + ".port") ? alias : alias + "[0]"))
                        : Optional.empty(),
                Duration.ofSeconds(number(service, "healthCheckGracePeriodSeconds", 0)));
    }

    private static Alias alias(PlannedResource service, String at) {
        return new Alias(service.text(at + ".dnsName"), Math.toIntExact(service.number(at + ".port")));
    }

    /** A task that runs once and ends. */
    public static ServiceDefinition once(String name, TaskDefinition definition) {
        return new ServiceDefinition(
                name, 1, definition.main().name(), Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    private static long number(PlannedResource resource, String path, long defaultValue) {
        return resource.has(path) ? resource.number(path) : defaultValue;
    }
}
