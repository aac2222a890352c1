package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.tasks.Container;
import dev.slipway.toolbox.rehearsal.tasks.TaskDefinition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task definition of a plan, as a rehearsal runs it.
 *
 * @param resource the plan's task definition
 * @param containers the containers that run the service's image
 * @param foreign the containers of other images, which are not started
 * @param secrets the resolved secrets, by container and variable
 */
record RehearsedTask(
        PlannedResource resource,
        TaskDefinition containers,
        List<Container> foreign,
        Map<String, Map<String, String>> secrets) {

    /**
     * Reads a task definition.
     *
     * @param problems gets the secrets that cannot be resolved
     */
    static RehearsedTask of(PlannedResource resource, SecretsOfTask secrets, List<String> problems) {
        var whole = TaskDefinition.of(resource);
        var own = whole.ofImage(whole.main());
        var resolved = new LinkedHashMap<String, Map<String, String>>();
        for (var container : own.containers()) {
            resolved.put(container.name(), secrets.of(container, problems));
        }
        return new RehearsedTask(
                resource,
                own,
                whole.containers().stream()
                        .filter(container -> !own.containers().contains(container))
                        .toList(),
                resolved);
    }

    /** Whether it runs the shared image, which is built from the service's jar; others have no replacement on this machine. */
    boolean runsImage(Plan plan) {
        var digest = plan.outputs().get("imageDigest");
        return digest == null || containers.main().image().endsWith("@" + digest);
    }

    /** The name of its family without the environment's. */
    String name(Plan plan) {
        return plan.shortName(resource.text("family"));
    }
}
