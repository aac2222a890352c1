package dev.slipway.guardrails.rules;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.List;

/** What the environment says about itself: outputs of its component. */
final class Production {

    private static final String ENVIRONMENT = "slipway:index:Environment";

    private Production() {}

    /** Whether the plan is that of a production environment. */
    static boolean is(Plan plan) {
        return plan.all(ENVIRONMENT).anyMatch(environment -> environment.flag("production"));
    }

    /** Whether the settings remove the protection of the component that a resource belongs to. */
    static boolean isUnprotected(Plan plan, PlannedResource resource) {
        return texts(plan, "unprotected").stream()
                .anyMatch(store ->
                        resource.name().equals(store) || resource.name().startsWith(store + "-"));
    }

    /** The ports of the internet that the settings open to tasks. */
    static List<String> egressPorts(Plan plan) {
        return texts(plan, "egressPorts");
    }

    private static List<String> texts(Plan plan, String output) {
        return plan.all(ENVIRONMENT)
                .flatMap(environment -> environment.list(output).stream())
                .map(String::valueOf)
                .toList();
    }
}
