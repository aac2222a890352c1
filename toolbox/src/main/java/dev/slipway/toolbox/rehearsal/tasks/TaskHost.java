package dev.slipway.toolbox.rehearsal.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The local replacements for tasks: a program instead of the image, folders instead of volumes, and variables that differ
 * from the plan because several tasks share one machine.
 *
 * @param program the command line of the image's entry point
 * @param secrets the resolved secrets, by container
 * @param changed variables that differ from the plan, with the same value for all tasks
 * @param replaced values that differ from the plan, by the planned value
 * @param folder the folder for temporary files of the rehearsal
 * @param logs the folder for logs, with one file for each container of each task
 */
public record TaskHost(
        List<String> program,
        Map<String, Map<String, String>> secrets,
        Map<String, String> changed,
        Map<String, String> replaced,
        Path folder,
        Path logs) {

    /** All environment variables of a container. */
    Map<String, String> environment(Container container, Map<String, Path> volumes, Map<String, String> ports) {
        var environment = new LinkedHashMap<>(container.environment());
        environment.putAll(secrets.getOrDefault(container.name(), Map.of()));
        container
                .mounts()
                .forEach((volume, path) -> environment.replaceAll((name, value) ->
                        value.equals(path) ? volumes.get(volume).toString() : value));
        environment.replaceAll((name, value) -> replaced.getOrDefault(value, value));
        environment.putAll(changed);
        environment.putAll(ports);
        return environment;
    }

    List<String> command(Container container, Path temporary) {
        UnaryOperator<String> here = argument -> argument.replace("{tmp}", temporary.toString());
        return Stream.concat(program.stream().map(here), container.command().stream())
                .toList();
    }

    Path pids() {
        return folder(folder.resolve("pids"));
    }

    Path task(String id) {
        return folder(folder.resolve("tasks").resolve(id));
    }

    /** The folder that replaces a volume: for EFS, one folder for all tasks; otherwise one for each task. */
    Path volume(String name, boolean shared, String task) {
        return folder(
                shared ? folder.resolve("volumes").resolve(name) : task(task).resolve(name));
    }

    Path log(String task, Container container) {
        return folder(logs).resolve(task + "-" + container.name() + ".log");
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
