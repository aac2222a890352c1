package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.plan.PlannedResource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The containers and volumes of a task.
 *
 * @param containers the containers, in the order in which ECS starts them
 * @param sharedVolumes the volumes that all tasks share: those on EFS
 */
public record TaskDefinition(List<Container> containers, Set<String> sharedVolumes) {

    /**
     * Reads an {@code aws:ecs/taskDefinition:TaskDefinition}.
     *
     * @throws NoSuchElementException if its containers are not JSON
     */
    public static TaskDefinition of(PlannedResource definition) {
        var containers = definition
                .json("containerDefinitions")
                .valueStream()
                .map(Container::of)
                .toList();
        var shared = IntStream.range(0, definition.list("volumes").size())
                .mapToObj(index -> "volumes[" + index + "]")
                .filter(volume -> definition.has(volume + ".efsVolumeConfiguration"))
                .map(volume -> definition.text(volume + ".name"))
                .collect(Collectors.toUnmodifiableSet());
        return new TaskDefinition(inOrder(containers), shared);
    }

    /** The container with this name. */
    public Container container(String name) {
        return containers.stream()
                .filter(container -> container.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the task definition has no container '" + name + "'"));
    }

    /** The container that serves or works: the first essential one. */
    public Container main() {
        return containers.stream()
                .filter(Container::essential)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the task definition has no essential container"));
    }

    /** A copy with only those containers that use the same image as this one; others are not started. */
    public TaskDefinition ofImage(Container own) {
        return new TaskDefinition(
                containers.stream()
                        .filter(container -> container.image().equals(own.image()))
                        .toList(),
                sharedVolumes);
    }

    /** Whether another container waits for this one to end. */
    boolean runsToItsEnd(Container container) {
        return containers.stream()
                .map(other -> other.waitsFor().getOrDefault(container.name(), ""))
                .anyMatch(condition -> condition.equals("SUCCESS") || condition.equals("COMPLETE"));
    }

    /** Whether another container waits for this one to exit with 0. */
    boolean mustSucceed(Container container) {
        return containers.stream()
                .anyMatch(other ->
                        other.waitsFor().getOrDefault(container.name(), "").equals("SUCCESS"));
    }

    private static List<Container> inOrder(List<Container> containers) {
        var started = new LinkedHashSet<Container>();
        var left = new ArrayList<>(containers);
        while (!left.isEmpty()) {
            var names = started.stream().map(Container::name).collect(Collectors.toSet());
            var next = left.stream()
                    .filter(container -> names.containsAll(container.waitsFor().keySet()))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchElementException("containers wait for each other: "
                            + left.stream().map(Container::name).toList()));
            started.add(next);
            left.remove(next);
        }
        return List.copyOf(started);
    }
}
