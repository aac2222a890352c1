package dev.slipway.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container beside that of a service, which it reaches at {@code localhost}. It shares the CPU and memory of the task, and its
 * log lines are in the service's log group.
 *
 * @param image its image, with a tag or a digest
 * @param command the arguments of the image's entry point; empty for the image's own
 * @param environment its environment variables
 * @param essential whether the task ends with it
 * @param writable whether it may write to its root file system; otherwise only to {@code /tmp} (ECS.5)
 */
public record SidecarSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        boolean essential,
        boolean writable) {

    public SidecarSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A container of an image; the task goes on without it if it ends. */
    public static SidecarSpec sidecar(String name, String image) {
        return new SidecarSpec(name, image, List.of(), Map.of(), false, false);
    }

    /** A copy with arguments for the image's entry point. */
    public SidecarSpec command(String... arguments) {
        return new SidecarSpec(name, image, List.of(arguments), environment, essential, writable);
    }

    /** A copy with one more environment variable. */
    public SidecarSpec variable(String variable, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new SidecarSpec(name, image, command, more, essential, writable);
    }

    /** A copy whose end is the end of the task. */
    public SidecarSpec required() {
        return new SidecarSpec(name, image, command, environment, true, writable);
    }

    /** A copy that may write to its root file system. */
    public SidecarSpec withWritableRoot() {
        return new SidecarSpec(name, image, command, environment, essential, true);
    }
}
