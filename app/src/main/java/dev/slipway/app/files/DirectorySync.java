package dev.slipway.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Makes file names durable, by forcing their directory to disk. */
final class DirectorySync {

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private long ended;
    private Path last;

    /** Forces a directory to disk. */
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Forces a directory to disk, once for all callers that wait: a force that begins after a name was placed includes it. */
    void forceTogether(Path directory) throws IOException {
        var before = begun.get();
        lock.lock();
        try {
            if (ended > before && directory.equals(last)) {
                return;
            }
            var mine = begun.incrementAndGet();
            force(directory);
            ended = mine;
            last = directory;
        } finally {
            lock.unlock();
        }
    }
}
