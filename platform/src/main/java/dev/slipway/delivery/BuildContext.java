package dev.slipway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
        var ignored = Ignored.in(folder);
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> !ignored.contains(file))
                    .sorted()
                    .forEach(file -> {
                        digest.update(file.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) (Files.isExecutable(folder.resolve(file)) ? 1 : 0));
                        digest.update(hash(folder.resolve(file)));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("The build's context cannot be read: " + folder, e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
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
    }

    private record Rule(List<PathMatcher> matchers, boolean excludes) {

        static Rule of(String line) {
            var excludes = !line.startsWith("!");
            var pattern =
                    Path.of(excludes ? line : line.substring(1)).normalize().toString();
            pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
            // "**" stands for any number of folders, none included; Java's glob wants at least one.
            var patterns = pattern.startsWith("**/") ? Stream.of(pattern, pattern.substring(3)) : Stream.of(pattern);
            return new Rule(
                    patterns.map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                            .toList(),
                    excludes);
        }

        /** A rule matches a file, or a folder and all that is in it. */
        boolean matches(Path file) {
            return Stream.iterate(file, path -> path != null, Path::getParent)
                    .anyMatch(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)));
        }
    }
}
