package dev.slipway.toolbox.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder for all files of a rehearsal, and a watchdog that outlives this process: if this process is killed, the
 * watchdog ends the processes that it started and removes the folder.
 *
 * @param watch a shell that reads from this process and so detects its end, whatever the cause
 */
record RunFolder(Path path, Process watch) implements AutoCloseable {

    private static final String WATCH = """
            trap '' INT TERM HUP
            cat > /dev/null
            test -d "$1" || exit 0
            for file in "$1"/pids/*; do test -e "$file" && kill -KILL "${file##*/}"; done
            test -e "$1/database/postmaster.pid" && read -r server < "$1/database/postmaster.pid" && kill -QUIT "$server"
            for turn in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1" && test ! -d "$1" && exit 0; sleep 0.2; done
            """;

    static RunFolder make() {
        try {
            var path = Files.createTempDirectory(
                            "slipway-rehearsal-" + ProcessHandle.current().pid() + "-")
                    .toRealPath();
            Files.createDirectory(path.resolve("pids"));
            var watch = new ProcessBuilder("/bin/sh", "-c", WATCH, "slipway-rehearsal-watch", path.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new RunFolder(path, watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the cleanup to the watchdog, without waiting for any process. */
    void abandon() {
        try {
            watch.getOutputStream().close();
            watch.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes the folder; all started processes must have ended. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } finally {
            abandon();
        }
    }
}
