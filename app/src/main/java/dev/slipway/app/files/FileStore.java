package dev.slipway.app.files;

import dev.slipway.app.id.Uuid7;

import java.io.IOException;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Files on a file system that all tasks share. A file is written under a temporary name, forced to disk and renamed: it is
 * stored whole or not at all. Each hour has a folder, and the id of a file contains its time, so a page of the newest files
 * reads few names however many files there are.
 */
public final class FileStore implements AutoCloseable {

    static final String SUFFIX = ".txt";

    /** The size of one read, in bytes. */
    static final int PIECE = 64 * 1024;

    private static final Logger LOG = System.getLogger(FileStore.class.getName());
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final Pattern HOUR_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}");

    private final Path directory;
    private final Path unfinished;
    private final Disk disk = new Disk();
    private final DirectorySync names = new DirectorySync();
    private final FolderWatch watch;

    /** Creates a store in a directory, which may become reachable later. */
    public FileStore(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.unfinished = this.directory.resolve("unfinished");
        this.watch = new FolderWatch(unfinished);
    }

    /** Whether files could be written within the last seconds. */
    public boolean reachable() {
        return watch.reachable();
    }

    /** Starts a new file. */
    Upload upload() {
        return new Upload();
    }

    /** A file that is being written, piece by piece, under a new id. */
    final class Upload {

        private final UUID id = Uuid7.next();
        private final Path temporary = unfinished.resolve(id + SUFFIX);
        private FileChannel channel;

        /** Writes one piece. */
        void write(byte[] buffer, int length) throws IOException {
            disk.run(() -> append(buffer, length));
        }

        /** Writes the last piece. After that the file is stored, even if this machine fails. */
        UUID finish(byte[] buffer, int length) throws IOException {
            return disk.run(stored -> {
                append(buffer, length).force(true);
                channel.close();
                names.completeForced(place(), stored, id);
            });
        }

        /** Removes an unfinished file: soon, or when old unfinished files are swept. */
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

        /** Returns the file's folder. */
        private Path place() throws IOException {
            var file = path(id);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                Files.createDirectories(file.getParent()); // the first file of its hour
                DirectorySync.force(directory);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file.getParent();
        }

        private synchronized void delete() {
            if (channel == null) {
                return;
            }
            try {
                channel.close();
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "an unfinished file cannot be removed: " + temporary, e);
            }
        }
    }

    /** Opens a file for reading. */
    Optional<Content> open(UUID id) throws IOException {
        return disk.runBrief(() -> {
            try {
                return Optional.of(new Content(FileChannel.open(path(id), StandardOpenOption.READ)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** The content of a file, which is read when it is opened if it is small. */
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
                return disk.runBrief(() -> readNow(from, length));
            }
            return length == size ? whole : Arrays.copyOfRange(whole, (int) from, (int) from + length);
        }

        private byte[] readNow(long from, int length) throws IOException {
            var bytes = new byte[length];
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // until the buffer is full
            }
            return bytes;
        }

        /** Closes the file without waiting, because that may hang as a read may. */
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
                LOG.log(Level.WARNING, "a file cannot be closed after it was read", e);
            }
        }
    }

    /** Deletes a file. Returns false where it does not exist. */
    boolean remove(UUID id) throws IOException {
        return disk.run(() -> Files.deleteIfExists(path(id)));
    }

    /**
     * Lists ids, newest first.
     *
     * @param after the last id of the page before
     */
    List<UUID> page(Optional<UUID> after, int limit) throws IOException {
        return disk.run(() -> pageNow(after, limit));
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

    @Override
    public void close() {
        watch.close();
        disk.close();
    }
}
