package dev.slipway.toolbox.rehearsal.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** A container as a local process, whose environment has only the variables of the task definition. */
public final class ContainerProcess {

    /** Ctrl-C reaches the terminal's whole process group, but tasks must only be stopped by SIGTERM, in order. */
    private static final List<String> IGNORE_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Process process;
    private final Path log;

    private ContainerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param pids the folder for a file named after its process id, which exists while it runs
     */
    public static ContainerProcess start(
            List<String> command, Map<String, String> environment, Path directory, Path log, Path pids) {
        try {
            var builder = new ProcessBuilder(Stream.concat(IGNORE_CTRL_C.stream(), command.stream())
                            .toList())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var pid = Files.createFile(pids.resolve(Long.toString(process.pid())));
            var started = new ContainerProcess(process, log);
            started.whenExited(ignored -> delete(pid));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Calls back with the exit code, on a separate thread. */
    void whenExited(IntConsumer then) {
        Thread.ofVirtual().name("exit-of-" + process.pid()).start(() -> then.accept(exit().join()));
    }

    long pid() {
        return process.pid();
    }

    /** Sends SIGTERM, and SIGKILL if the process does not stop in time. */
    public void stop(Duration timeout) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The last lines of its log. */
    public List<String> lastLines(int most) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
