package dev.slipway.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Makes names durable: a name is when its directory is. */
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

    /** Does so once for all that wait for it: what begins after a name was placed has that name. */
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
