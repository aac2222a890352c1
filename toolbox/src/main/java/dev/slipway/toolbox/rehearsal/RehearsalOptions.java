package dev.slipway.toolbox.rehearsal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be rehearsed, and how.
 *
 * @param project the folder of Pulumi.yaml, in which the service was built too
 * @param httpsPort where HTTPS is to listen; a free port from 8443 up if empty
 * @param httpPort where HTTP is to listen; a free port from 8080 up if empty
 * @param tasks how many; as many as the plan says if empty
 * @param logs where the logs stay after the end; in the rehearsal's own folder, which goes, if empty
 */
public record RehearsalOptions(
        Path project,
        String stack,
        OptionalInt httpsPort,
        OptionalInt httpPort,
        OptionalInt tasks,
        Optional<Path> logs) {

    Path jar() {
        return project.resolve("app/target/app.jar");
    }

    /** Values of secrets that a person sets in the cloud: {@code NAME=value} lines, kept out of version control. */
    Path values() {
        return project.resolve("rehearsal.env");
    }

    Path binaries() {
        return project.resolve("toolbox/target/postgresql");
    }
}
