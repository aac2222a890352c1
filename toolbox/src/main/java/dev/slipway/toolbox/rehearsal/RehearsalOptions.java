package dev.slipway.toolbox.rehearsal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a rehearsal.
 *
 * @param project the folder of Pulumi.yaml, in which the service was also built
 * @param httpsPort the HTTPS port; if empty, a free port from 8443 up
 * @param httpPort the HTTP port; if empty, a free port from 8080 up
 * @param tasks the number of tasks; if empty, the plan's
 * @param job a job that the plan must have
 * @param logs the folder for logs; if empty, a temporary folder that is deleted at the end
 */
public record RehearsalOptions(
        Path project,
        String stack,
        OptionalInt httpsPort,
        OptionalInt httpPort,
        OptionalInt tasks,
        Optional<String> job,
        Optional<Path> logs) {

    Path jar() {
        return project.resolve("app/target/app.jar");
    }

    /** Values of secrets that are set by hand in the cloud, as {@code NAME=value} lines; not under version control. */
    Path values() {
        return project.resolve("rehearsal.env");
    }

    Path binaries() {
        return project.resolve("toolbox/target/postgresql");
    }
}
