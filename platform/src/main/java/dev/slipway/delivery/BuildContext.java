package dev.slipway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The build context of the image: a folder without the files that its .dockerignore excludes, and the Dockerfile. The digest
 * changes exactly when the context changes.
 */
record BuildContext(Path folder, Path dockerfile) {

    private static final int TAG_LENGTH = 40;
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    /**
     * A tag for the image that a build would produce, 40 hex digits.
     *
     * @param platform the target platform; each platform gets its own tag
     * @throws UncheckedIOException if the folder or the Dockerfile cannot be read
     */
    String tag(String platform) {
        var digest = sha256();
        digest.update(platform.getBytes(StandardCharsets.UTF_8));
        digest.update(hash(dockerfile));
        for (var file : files()) {
            var from = folder.resolve(file);
            digest.update(file.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            digest.update((byte) (Files.isExecutable(from) ? 1 : 0));
            digest.update(Files.isSymbolicLink(from) ? sha256().digest(link(from)) : hash(from));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
    }

    /**
     * Copies the files to a folder that then contains only them. File modes are 644 or 755, regardless of the umask.
     * Unchanged files are not written again, so that one build can read while another starts.
     *
     * @throws UncheckedIOException if something cannot be read or written
     */
    void copyTo(Path target) {
        try {
            var files = files();
            for (var file : files) {
                copy(folder.resolve(file), target.resolve(file));
            }
            for (var file : found(target, new Ignored(List.of()))) {
                if (!files.contains(file)) {
                    Files.delete(target.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The build's context cannot be copied to " + target, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            if (!Files.isSymbolicLink(to) || !Files.readSymbolicLink(to).equals(Files.readSymbolicLink(from))) {
                Files.deleteIfExists(to);
                Files.createDirectories(to.getParent());
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            }
            return;
        }
        if (Files.isSymbolicLink(to) || !Files.exists(to) || Files.mismatch(from, to) >= 0) {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.getFileStore(to).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(to, Files.isExecutable(from) ? PROGRAM : PLAIN);
        }
    }

    private SortedSet<Path> files() {
        return found(folder, Ignored.in(folder, dockerfile));
    }

    private static byte[] link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The build's context cannot be read: " + file, e);
        }
    }

    private static SortedSet<Path> found(Path folder, Ignored ignored) {
        var files = new TreeSet<Path>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
                    return ignored.whole(folder.relativize(found))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) {
                    var file = folder.relativize(found);
                    if ((attributes.isRegularFile() || attributes.isSymbolicLink()) && !ignored.contains(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The build's context cannot be read: " + folder, e);
        }
        return files;
    }

    private static byte[] hash(Path file) {
        try {
            return sha256().digest(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The build's context cannot be read: " + file, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** The rules of a .dockerignore ("Dockerfile reference", .dockerignore file): the last matching rule decides. */
    private record Ignored(List<Rule> rules) {

        /** A .dockerignore of the Dockerfile takes precedence over that of the context. */
        static Ignored in(Path folder, Path dockerfile) {
            var own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
            var file = Files.exists(own) ? own : folder.resolve(".dockerignore");
            try {
                return new Ignored(
                        Files.exists(file)
                                ? Files.readAllLines(file).stream()
                                        .map(String::strip)
                                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                        .map(Rule::of)
                                        .toList()
                                : List.of());
            } catch (IOException e) {
                throw new UncheckedIOException("The build's context cannot be read: " + file, e);
            }
        }

        boolean contains(Path file) {
            return rules.reversed().stream()
                    .filter(rule -> rule.matches(file))
                    .findFirst()
                    .map(Rule::excludes)
                    .orElse(false);
        }

        /** Whether a folder can be skipped because nothing in it is read. */
        boolean whole(Path folder) {
            return !folder.toString().isEmpty()
                    && contains(folder)
                    && rules.stream().noneMatch(rule -> !rule.excludes() && rule.reachesInto(folder));
        }
    }

    /** @param literal the pattern up to its first wildcard */
    private record Rule(String literal, List<PathMatcher> matchers, boolean excludes) {

        static Rule of(String line) {
            var excludes = !line.startsWith("!");
            var pattern =
                    Path.of(excludes ? line : line.substring(1)).normalize().toString();
            pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
            // "**" matches any number of folders, including none; Java's glob requires at least one.
            var patterns = pattern.startsWith("**/") ? Stream.of(pattern, pattern.substring(3)) : Stream.of(pattern);
            return new Rule(
                    pattern.replaceFirst("[*?\\[\\\\].*", ""),
                    patterns.map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                            .toList(),
                    excludes);
        }

        /** Whether something below a folder may match. */
        boolean reachesInto(Path folder) {
            var below = folder + "/";
            return literal.startsWith(below) || below.startsWith(literal);
        }

        /** A rule matches a file, or a folder and all that is in it. */
        boolean matches(Path file) {
            return Stream.iterate(file, path -> path != null, Path::getParent)
                    .anyMatch(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)));
        }
    }
}
