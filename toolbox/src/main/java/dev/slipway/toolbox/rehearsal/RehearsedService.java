package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.balancer.TargetGroup;
import dev.slipway.toolbox.rehearsal.tasks.ServiceDefinition;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One service of a plan, as a rehearsal starts it.
 *
 * @param resource the plan's service
 * @param group the target group that its tasks join, if it is behind the load balancer
 */
record RehearsedService(
        PlannedResource resource, ServiceDefinition definition, RehearsedTask task, Optional<PlannedResource> group) {

    private static final String KEY = "API_KEY_";

    /**
     * Reads a service.
     *
     * @param problems gets the secrets that cannot be resolved
     * @throws NoSuchElementException if the plan lacks a part of it
     */
    static RehearsedService of(PlannedResource resource, Plan plan, SecretsOfTask secrets, List<String> problems) {
        var task = RehearsedTask.of(
                find(plan, "aws:ecs/taskDefinition:TaskDefinition", resource.text("taskDefinition")),
                secrets,
                problems);
        var definition = ServiceDefinition.of(resource, plan, task.containers());
        return new RehearsedService(
                resource,
                definition,
                task,
                definition.targetGroup().map(arn -> find(plan, "aws:lb/targetGroup:TargetGroup", arn)));
    }

    private static PlannedResource find(Plan plan, String type, String arn) {
        return plan.all(type)
                .filter(each -> each.text("arn").equals(arn))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("%s is not in the plan".formatted(arn)));
    }

    /** The service's name without the environment's. */
    String name(Plan plan) {
        return plan.shortName(definition.name());
    }

    /** The targets of its callers: the load balancer's, or those of other services; none for a worker. */
    Optional<TargetGroup> targets() {
        return group.map(TargetGroup::new)
                .or(() -> definition.alias().map(alias -> TargetGroup.internal(definition.name())));
    }

    /** An API key of the service, if it needs one. */
    Optional<String> apiKey() {
        return task.secrets().getOrDefault(definition.container(), Map.of()).entrySet().stream()
                .filter(secret -> secret.getKey().startsWith(KEY))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether this service is created after another one, which it may need. */
    boolean follows(RehearsedService other) {
        return resource.dependencies().contains(other.resource.urn());
    }
}
