import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Removes times from an archive of classes, so that it has the same bytes whenever and wherever it is created:
 * {@code java Timeless.java ARCHIVE AGAIN}.
 *
 * <p>Two archives of the same classes, created one after the other, differ only in times and checksums. Soft references have the
 * time of their last use, in milliseconds since the machine started ({@code SoftReference.timestamp}); the header has checksums,
 * which are read only with {@code -XX:+VerifySharedSpaces}. Both are set to 0 in ARCHIVE. If anything else differs, the archive is
 * left unchanged and the exit code is 1.
 */
final class Timeless {

    private static final int HEADER = 4096;
    private static final long HOUR = 3_600_000;

    public static void main(String[] files) throws IOException {
        var archive = read(files[0]);
        var again = read(files[1]);
        if (archive.limit() != again.limit()) {
            different("their sizes are %d and %d bytes".formatted(archive.limit(), again.limit()));
        }
        for (var at = 0; at < HEADER; at += Integer.BYTES) {
            if (archive.getInt(at) != again.getInt(at)) {
                archive.putInt(at, 0);
            }
        }
        for (var at = HEADER; at < archive.limit(); at += Long.BYTES) {
            var before = archive.getLong(at);
            var after = again.getLong(at);
            if (before != after) {
                if (before < 0 || after < before || after - before > HOUR) {
                    different("at byte %d they have %x and %x, which are not times".formatted(at, before, after));
                }
                archive.putLong(at, 0);
            }
        }
        Files.write(Path.of(files[0]), archive.array());
    }

    /** The file's content, in the machine's byte order; its length is a multiple of a page. */
    private static ByteBuffer read(String file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.nativeOrder());
    }

    private static void different(String how) {
        System.err.println("The archive of classes is valid, but its bytes are not reproducible: " + how);
        System.exit(1);
    }
}
