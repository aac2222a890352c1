package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.tasks.Container;
import dev.slipway.toolbox.rehearsal.tasks.ServiceDefinition;
import dev.slipway.toolbox.rehearsal.tasks.TaskDefinition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One service of a plan, as a rehearsal starts it.
 *
 * @param resource the plan's service
 * @param task the containers that run the service's image
 * @param foreign the containers of other images, which are not started
 * @param secrets the resolved secrets, by container and variable
 * @param targetGroup the target group that its tasks join
 */
record RehearsedService(
        PlannedResource resource,
        PlannedResource taskDefinition,
        ServiceDefinition service,
        TaskDefinition task,
        List<Container> foreign,
        Map<String, Map<String, String>> secrets,
        PlannedResource targetGroup) {

    private static final String KEY = "API_KEY_";

    /**
     * Reads a service.
     *
     * @param problems gets the secrets that cannot be resolved
     * @throws NoSuchElementException if the plan lacks a part of it
     */
    static RehearsedService of(PlannedResource resource, Plan plan, SecretsOfTask secrets, List<String> problems) {
        var service = ServiceDefinition.of(resource, plan);
        var taskDefinition = find(plan, "aws:ecs/taskDefinition:TaskDefinition", resource.text("taskDefinition"));
        var whole = TaskDefinition.of(taskDefinition);
        var task = whole.ofImage(whole.container(service.container()));
        var resolved = new LinkedHashMap<String, Map<String, String>>();
        for (var container : task.containers()) {
            resolved.put(container.name(), secrets.of(container, problems));
        }
        return new RehearsedService(
                resource,
                taskDefinition,
                service,
                task,
                whole.containers().stream()
                        .filter(container -> !task.containers().contains(container))
                        .toList(),
                resolved,
                find(plan, "aws:lb/targetGroup:TargetGroup", service.targetGroup()));
    }

    private static PlannedResource find(Plan plan, String type, String arn) {
        return plan.all(type)
                .filter(each -> each.text("arn").equals(arn))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("%s is not in the plan".formatted(arn)));
    }

    /** The service's name without the environment's. */
    String name(Plan plan) {
        return service.name().replaceFirst("^\\Q" + plan.project() + "-" + plan.stack() + "-\\E", "");
    }

    /** An API key of the service, if it needs one. */
    Optional<String> apiKey() {
        return secrets.getOrDefault(service.container(), Map.of()).entrySet().stream()
                .filter(secret -> secret.getKey().startsWith(KEY))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether this service is created after another one, whose migration it may need. */
    boolean follows(RehearsedService other) {
        return resource.dependencies().contains(other.resource.urn());
    }
}
