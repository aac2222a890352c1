package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads optional properties of planned resources. */
final class Planned {

    private Planned() {}

    /** The paths of a list's elements: {@code actions[0]}, {@code actions[1]} and so on. */
    static Stream<String> each(PlannedResource resource, String path) {
        return IntStream.range(0, resource.list(path).size()).mapToObj(index -> path + "[" + index + "]");
    }

    static Optional<String> text(PlannedResource resource, String path) {
        return resource.value(path).map(ignored -> resource.text(path)).filter(text -> !text.isEmpty());
    }

    static long number(PlannedResource resource, String path, long standard) {
        return resource.value(path).isPresent() ? resource.number(path) : standard;
    }
}
