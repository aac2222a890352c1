package dev.slipway.app.files;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks whether files can be written, and makes the folder of unfinished ones and sweeps it. On a thread of its own: a network
 * file system that hangs must not hang a health check.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FolderWatch.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** Who looks and has not come back by then has found that the file system hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any upload may take: what is older in the folder of unfinished files belongs to a task that died. */
    private static final Duration UNFINISHED = Duration.ofHours(6);

    private final Path unfinished;
    private final Thread thread;
    private volatile boolean found;
    private volatile long looked;
    private boolean toldOfLoss;

    FolderWatch(Path unfinished) {
        this.unfinished = unfinished;
        this.thread = Thread.ofPlatform().daemon().name("files-watch").start(this::watch);
    }

    /** Whether files can be written, as seen within the last seconds. */
    boolean reachable() {
        return found && System.nanoTime() - looked < PATIENCE.toNanos();
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!Files.isDirectory(unfinished)) {
                Files.createDirectories(unfinished);
            }
            if (!found) {
                sweep();
            }
            tell(Files.isWritable(unfinished), "not writable");
        } catch (IOException e) {
            tell(false, e.toString());
        }
    }

    private void tell(boolean writable, String why) {
        looked = System.nanoTime();
        found = writable;
        if (!writable && !toldOfLoss) {
            LOG.log(Level.WARNING, "no files can be kept in " + unfinished.getParent() + ": " + why);
        }
        toldOfLoss = !writable;
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
