package dev.slipway.toolbox.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the service's jar on this machine's Java, instead of the image's entry point. */
final class JavaProgram {

    private JavaProgram() {}

    /**
     * Copies the jar and its libraries, so that a concurrent build does not change them under running tasks.
     *
     * @return the copied jar
     */
    static Path copy(Path jar, Path folder) throws IOException {
        var libraries = Files.createDirectories(folder.resolve("lib"));
        try (var files = Files.list(jar.resolveSibling("lib"))) {
            for (var file : files.toList()) {
                Files.copy(file, libraries.resolve(file.getFileName()));
            }
        }
        return Files.copy(jar, folder.resolve(jar.getFileName()));
    }

    /** {@code {tmp}} is replaced by the task's folder for {@code /tmp}. */
    static List<String> command(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Options for a fast start: a rehearsal is about behaviour, and several processes share few cores.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir={tmp}",
                "-jar",
                jar.toAbsolutePath().toString());
    }
}
