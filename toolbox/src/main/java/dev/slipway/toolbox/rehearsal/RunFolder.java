package dev.slipway.toolbox.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that holds all a rehearsal makes, and a watch that outlives this process: if it is killed, the watch ends
 * what it started and removes the folder.
 *
 * @param watch a shell that reads from this process and so learns of its end, whatever its cause
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

    /** Leaves everything to the watch: no process that was started is waited for. */
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

    /** Removes the folder; everything that was started must have ended. */
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
