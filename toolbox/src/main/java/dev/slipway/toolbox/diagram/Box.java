package dev.slipway.toolbox.diagram;

import dev.slipway.plan.Secret;

import java.util.List;
import java.util.stream.Stream;

/**
 * A box of a diagram.
 *
 * @param id unique in the diagram
 * @param strong whether it is one of the main parts of the architecture
 * @param lines its name, and below it what matters about it
 */
public record Box(String id, Shape shape, boolean strong, List<String> lines) {

    /** The outline of a box. */
    public enum Shape {
        PLAIN,
        ROUND,
        STORE,
        QUEUE
    }

    /** A box with these lines, without those that are empty or secret. */
    static Box of(String id, Shape shape, String... lines) {
        return new Box(id, shape, false, shown(lines));
    }

    /** One of the main parts, whose name stands out. */
    static Box strong(String id, Shape shape, String... lines) {
        return new Box(id, shape, true, shown(lines));
    }

    private static List<String> shown(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isEmpty() && !line.contains(Secret.MASK))
                .toList();
    }

    String name() {
        return lines.isEmpty() ? id : lines.getFirst();
    }
}
