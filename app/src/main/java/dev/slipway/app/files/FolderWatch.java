package dev.slipway.app.files;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks whether files can be written, creates the folder of unfinished files and sweeps it. It has its own thread, because a
 * hanging file system must not stop a health check.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FolderWatch.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** A check that takes longer means that the file system hangs. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Longer than any upload takes: an older unfinished file belongs to a task that has ended. */
    private static final Duration UNFINISHED = Duration.ofHours(6);

    private final Path unfinished;
    private final Thread thread;
    private volatile boolean writable;
    private volatile long checked;
    private boolean lossReported;

    FolderWatch(Path unfinished) {
        this.unfinished = unfinished;
        this.thread = Thread.ofPlatform().daemon().name("files-watch").start(this::watch);
    }

    /** Whether files could be written within the last seconds. */
    boolean reachable() {
        return writable && System.nanoTime() - checked < TIMEOUT.toNanos();
    }

    private void watch() {
        try {
            while (true) {
                check();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        try {
            if (!Files.isDirectory(unfinished)) {
                Files.createDirectories(unfinished);
            }
            if (!writable) {
                sweep();
            }
            report(Files.isWritable(unfinished), "not writable");
        } catch (IOException e) {
            report(false, e.toString());
        }
    }

    private void report(boolean nowWritable, String why) {
        checked = System.nanoTime();
        writable = nowWritable;
        if (!nowWritable && !lossReported) {
            LOG.log(Level.WARNING, "files cannot be stored in " + unfinished.getParent() + ": " + why);
        }
        lossReported = !nowWritable;
    }

    private void sweep() throws IOException {
        var old = Instant.now().minus(UNFINISHED);
        try (var left = Files.newDirectoryStream(
                unfinished, file -> Files.getLastModifiedTime(file).toInstant().isBefore(old))) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
