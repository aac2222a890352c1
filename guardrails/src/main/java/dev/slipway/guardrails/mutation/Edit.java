package dev.slipway.guardrails.mutation;

import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Copies of plans and resources with one change. */
public final class Edit {

    private Edit() {}

    /** A copy of a plan without a resource. */
    public static Plan without(Plan plan, PlannedResource resource) {
        return with(
                plan,
                plan.resources().stream()
                        .filter(each -> !each.urn().equals(resource.urn()))
                        .toList());
    }

    /** A copy of a plan with another version of a resource. */
    public static Plan with(Plan plan, PlannedResource changed) {
        return with(
                plan,
                plan.resources().stream()
                        .map(each -> each.urn().equals(changed.urn()) ? changed : each)
                        .toList());
    }

    private static Plan with(Plan plan, List<PlannedResource> resources) {
        return new Plan(plan.project(), plan.stack(), resources, plan.outputs());
    }

    /**
     * A copy of a resource with another value of an input.
     *
     * @param path the steps to the value: keys of maps and indexes of lists
     * @param value the new value; null removes it
     */
    public static PlannedResource with(PlannedResource resource, List<Object> path, Object value) {
        return new PlannedResource(
                resource.urn(),
                resource.type(),
                resource.name(),
                resource.parent(),
                resource.kind(),
                map(resource.inputs(), path, value),
                map(resource.state(), path, value),
                resource.dependencies(),
                resource.propertyDependencies(),
                resource.options());
    }

    /** A copy of a resource with other options. */
    static PlannedResource with(PlannedResource resource, UnaryOperator<Options> options) {
        return new PlannedResource(
                resource.urn(),
                resource.type(),
                resource.name(),
                resource.parent(),
                resource.kind(),
                resource.inputs(),
                resource.state(),
                resource.dependencies(),
                resource.propertyDependencies(),
                options.apply(resource.options()));
    }

    private static Map<String, Object> map(Map<?, ?> from, List<Object> path, Object value) {
        var copy = new TreeMap<String, Object>();
        from.forEach((key, each) -> copy.put((String) key, each));
        var key = (String) path.getFirst();
        var changed = changed(copy.get(key), path, value);
        if (changed == null) {
            copy.remove(key);
        } else {
            copy.put(key, changed);
        }
        return copy;
    }

    private static Object changed(Object from, List<Object> path, Object value) {
        if (path.size() == 1) {
            return value;
        }
        var rest = path.subList(1, path.size());
        return switch (from) {
            case Map<?, ?> map -> map(map, rest, value);
            case List<?> list -> list(list, rest, value);
            case null, default -> from;
        };
    }

    private static List<Object> list(List<?> from, List<Object> path, Object value) {
        var copy = new ArrayList<Object>(from);
        var index = (int) path.getFirst();
        var changed = changed(copy.get(index), path, value);
        if (changed == null) {
            copy.remove(index);
        } else {
            copy.set(index, changed);
        }
        return copy;
    }
}
