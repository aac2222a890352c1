package dev.slipway.app.files;

import dev.slipway.app.deadline.Bulkhead;
import dev.slipway.app.id.Uuid7;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Files on a file system that all tasks share. A file is written under a temporary name, forced to disk and renamed: it
 * is there whole or not at all. It lies in a folder of the hour that its id tells, so that a page of the newest reads
 * few names however many files there are.
 */
public final class FileStore implements AutoCloseable {

    static final String SUFFIX = ".txt";

    /** What is read at a time, bytes. */
    static final int PIECE = 64 * 1024;

    private static final Logger LOG = System.getLogger(FileStore.class.getName());
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final Pattern HOUR_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}");
    private static final int DISK_THREADS = 16;
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** Then the file system hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any upload may take: what is older in the folder of unfinished files belongs to a task that died. */
    private static final Duration UNFINISHED = Duration.ofHours(6);

    private final Path directory;
    private final Path unfinished;
    private final Bulkhead disk = new Bulkhead("disk", DISK_THREADS, PATIENCE);
    private final Names names = new Names();
    private final Thread watch;
    private volatile boolean reachable;
    private volatile long looked;
    private boolean toldOfLoss;

    /** Begins to look at the directory; it may become reachable later. */
    public FileStore(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.unfinished = this.directory.resolve("unfinished");
        this.watch = Thread.ofPlatform().daemon().name("files-watch").start(this::watch);
    }

    /** Whether files can be written, as seen within the last seconds. */
    public boolean reachable() {
        return reachable && System.nanoTime() - looked < PATIENCE.toNanos();
    }

    private <T> T onDisk(Callable<T> work) throws IOException {
        try {
            return disk.run(work);
        } catch (TimeoutException e) {
            throw new InterruptedIOException("the file system is too slow");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    /** A new file, which comes in pieces. */
    Upload upload() {
        return new Upload();
    }

    /** A file that is being written, under a new id. */
    final class Upload {

        private final UUID id = Uuid7.next();
        private final Path temporary = unfinished.resolve(id + SUFFIX);
        private FileChannel channel;

        /** Takes one piece. */
        void write(byte[] buffer, int length) throws IOException {
            onDisk(() -> append(buffer, length));
        }

        /** Takes the last piece; the file is there from then on, whatever becomes of this machine. */
        UUID finish(byte[] buffer, int length) throws IOException {
            return onDisk(() -> {
                append(buffer, length).force(true);
                channel.close();
                place();
                return id;
            });
        }

        /** Leaves nothing of what is not finished: soon, or when what was left is swept up. */
        void discard() {
            disk.later(this::delete);
        }

        private synchronized FileChannel append(byte[] buffer, int length) throws IOException {
            if (channel == null) {
                channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            var piece = ByteBuffer.wrap(buffer, 0, length);
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
            return channel;
        }

        private void place() throws IOException {
            var file = path(id);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                Files.createDirectories(file.getParent()); // the first file of its hour
                force(directory);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            names.force(file.getParent());
        }

        private synchronized void delete() {
            if (channel == null) {
                return;
            }
            try {
                channel.close();
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "an unfinished file is left: " + temporary, e);
            }
        }
    }

    /** A name is durable when its directory is. */
    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Forces a directory once for all that wait for it: what begins after a name was placed has that name. */
    private static final class Names {

        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicLong begun = new AtomicLong();
        private long ended;
        private Path last;

        void force(Path directory) throws IOException {
            var before = begun.get();
            lock.lock();
            try {
                if (ended > before && directory.equals(last)) {
                    return;
                }
                var mine = begun.incrementAndGet();
                FileStore.force(directory);
                ended = mine;
                last = directory;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Opens a file for reading. */
    Optional<Content> open(UUID id) throws IOException {
        return onDisk(() -> {
            try {
                return Optional.of(new Content(FileChannel.open(path(id), StandardOpenOption.READ)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** A file's bytes: in memory where they are few. */
    final class Content implements AutoCloseable {

        private final FileChannel channel;
        private final long size;
        private final byte[] whole;

        private Content(FileChannel channel) throws IOException {
            this.channel = channel;
            try {
                this.size = channel.size();
                this.whole = size <= PIECE ? readNow(0, (int) size) : null;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            if (whole != null) {
                channel.close();
            }
        }

        long size() {
            return size;
        }

        byte[] read(long from, int length) throws IOException {
            if (whole == null) {
                return onDisk(() -> readNow(from, length));
            }
            return length == size ? whole : Arrays.copyOfRange(whole, (int) from, (int) from + length);
        }

        private byte[] readNow(long from, int length) throws IOException {
            var bytes = new byte[length];
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // read on
            }
            return bytes;
        }

        /** Nobody waits for that: it may take as long as a read that hangs. */
        @Override
        public void close() {
            if (whole == null) {
                disk.later(this::closeNow);
            }
        }

        private void closeNow() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a file that was read is not closed", e);
            }
        }
    }

    /** Deletes a file, and says whether there was one. */
    boolean remove(UUID id) throws IOException {
        return onDisk(() -> Files.deleteIfExists(path(id)));
    }

    /**
     * Ids, newest first.
     *
     * @param after the last one of the page before
     */
    List<UUID> page(Optional<UUID> after, int limit) throws IOException {
        return onDisk(() -> pageNow(after, limit));
    }

    private List<UUID> pageNow(Optional<UUID> after, int limit) throws IOException {
        var page = new ArrayList<UUID>(limit);
        for (var hour : hours(after)) {
            ids(hour).stream()
                    .filter(id -> after.isEmpty() || id.compareTo(after.get()) < 0)
                    .sorted(Comparator.reverseOrder())
                    .limit(limit - page.size())
                    .forEach(page::add);
            if (page.size() == limit) {
                break;
            }
        }
        return page;
    }

    private List<Path> hours(Optional<UUID> after) throws IOException {
        var latest = after.map(FileStore::hour);
        try (var folders = Files.newDirectoryStream(directory, path -> {
            var name = path.getFileName().toString();
            return HOUR_FORM.matcher(name).matches() && (latest.isEmpty() || name.compareTo(latest.get()) <= 0);
        })) {
            return sorted(folders);
        }
    }

    private static List<Path> sorted(DirectoryStream<Path> folders) {
        var sorted = new ArrayList<Path>();
        folders.forEach(sorted::add);
        sorted.sort(Comparator.reverseOrder());
        return sorted;
    }

    private static List<UUID> ids(Path hour) throws IOException {
        try (var files = Files.newDirectoryStream(hour, "*" + SUFFIX)) {
            var ids = new ArrayList<UUID>();
            files.forEach(file -> id(file.getFileName().toString()).ifPresent(ids::add));
            return ids;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** The id in a name, with or without its suffix. */
    static Optional<UUID> id(String name) {
        return Uuid7.parse(name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name);
    }

    private Path path(UUID id) {
        return directory.resolve(hour(id)).resolve(id + SUFFIX);
    }

    private static String hour(UUID id) {
        return HOUR.format(Uuid7.instant(id));
    }

    /** On a thread of its own: a network file system that hangs must not hang a health check. */
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
            if (!reachable) {
                sweep();
            }
            tell(Files.isWritable(unfinished), "not writable");
        } catch (IOException e) {
            tell(false, e.toString());
        }
    }

    private void tell(boolean found, String why) {
        looked = System.nanoTime();
        reachable = found;
        if (!found && !toldOfLoss) {
            LOG.log(Level.WARNING, "no files can be kept in " + directory + ": " + why);
        }
        toldOfLoss = !found;
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
        watch.interrupt();
        disk.close();
    }
}
