package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All resources that a program registers, and its outputs. Plans of the same program are equal, including their order.
 *
 * @param resources in the order of the program's statements, without the stack itself; then, ordered by URN, those that it
 *     creates inside an {@code apply}
 * @param outputs the stack's outputs, secrets wrapped in {@link Secret}
 */
public record Plan(String project, String stack, List<PlannedResource> resources, Map<String, Object> outputs) {

    /** {@code <project>-<stack>}, with which the names of its resources begin. */
    public String environment() {
        return project + "-" + stack;
    }

    /** A resource's name without the environment's, which all have in common. */
    public String shortName(String name) {
        var prefix = environment() + "-";
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** All resources of a type. */
    public Stream<PlannedResource> all(String type) {
        return resources.stream().filter(resource -> resource.type().equals(type));
    }

    /**
     * The only resource of a type.
     *
     * @throws NoSuchElementException if there is none, or more than one; the message lists the existing types
     */
    public PlannedResource one(String type) {
        var found = all(type).toList();
        if (found.size() != 1) {
            throw new NoSuchElementException(
                    found.isEmpty()
                            ? "the plan of %s has no %s; it has %s".formatted(stack, type, types())
                            : "the plan of %s has %d of %s: %s".formatted(stack, found.size(), type, names(found)));
        }
        return found.getFirst();
    }

    /**
     * The resource of a type with this name in the program.
     *
     * @throws NoSuchElementException if there is none; the message lists the existing names
     */
    public PlannedResource named(String type, String name) {
        return all(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the plan of %s has no %s named '%s'; it has %s"
                        .formatted(stack, type, name, names(all(type).toList()))));
    }

    /** The resource with this URN. */
    public Optional<PlannedResource> find(String urn) {
        return resources.stream().filter(resource -> resource.urn().equals(urn)).findFirst();
    }

    /** The direct children of a resource. */
    public List<PlannedResource> children(PlannedResource parent) {
        return resources.stream()
                .filter(resource ->
                        resource.parent().filter(parent.urn()::equals).isPresent())
                .toList();
    }

    /** The resources without a parent. */
    public List<PlannedResource> roots() {
        return resources.stream()
                .filter(resource -> resource.parent().isEmpty())
                .toList();
    }

    private String types() {
        return resources.stream().map(PlannedResource::type).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String names(List<PlannedResource> resources) {
        return resources.stream().map(PlannedResource::name).collect(Collectors.joining(", "));
    }
}
