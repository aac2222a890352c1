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
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a build of the image reads: a folder less what its .dockerignore names, and the Dockerfile. Its digest is the same
 * exactly as long as that is.
 */
record BuildContext(Path folder, Path dockerfile) {

    private static final int TAG_LENGTH = 40;

    /**
     * A tag for the image that a build would give, 40 hex digits.
     *
     * @param platform what it is built for; another one is another image
     * @throws UncheckedIOException if the folder or the Dockerfile cannot be read
     */
    String tag(String platform) {
        var digest = sha256();
        digest.update(platform.getBytes(StandardCharsets.UTF_8));
        digest.update(hash(dockerfile));
        for (var file : files()) {
            digest.update(file.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            digest.update((byte) (Files.isExecutable(folder.resolve(file)) ? 1 : 0));
            digest.update(hash(folder.resolve(file)));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
    }

    private SortedSet<Path> files() {
        var ignored = Ignored.in(folder);
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
                    if (attributes.isRegularFile() && !ignored.contains(file)) {
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

    /** The rules of a .dockerignore ("Dockerfile reference", .dockerignore file): the last that matches decides. */
    private record Ignored(List<Rule> rules) {

        static Ignored in(Path folder) {
            var file = folder.resolve(".dockerignore");
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

        /** Whether nothing in a folder is read, so that nobody need look. */
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
            // "**" stands for any number of folders, none included; Java's glob wants at least one.
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
