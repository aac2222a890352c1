package dev.slipway.toolbox.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The service's jar on this machine's Java, in the place of the image's entry point. */
final class JavaProgram {

    private JavaProgram() {}

    /**
     * Copies the jar and the libraries beside it, so that a build meanwhile does not pull them from under running tasks.
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

    /** {@code {tmp}} stands for the folder that a task has at {@code /tmp}. */
    static List<String> command(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What starts fastest: a rehearsal is about behaviour, and several processes share few cores.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir={tmp}",
                "-jar",
                jar.toAbsolutePath().toString());
    }
}
