package dev.slipway.toolbox.rehearsal;

import java.nio.file.Path;
import java.util.List;

/** The service's jar on this machine's Java, in the place of the image's entry point. */
final class JavaProgram {

    private JavaProgram() {}

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
