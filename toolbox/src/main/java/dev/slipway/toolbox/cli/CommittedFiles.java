package dev.slipway.toolbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stack files of a project as a commit has them, in a folder of their own that lasts until this is closed. */
final class CommittedFiles implements AutoCloseable {

    /** What was merged is what runs; in a clone of one's own, what was committed last. */
    private static final List<String> USUAL = List.of("origin/main", "HEAD");

    private final Path folder;

    private CommittedFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The files of the commit that an environment usually runs.
     *
     * @return empty where git is missing, where the project is in no repository, or has no commit yet
     */
    static Optional<CommittedFiles> usual(Path project) {
        return USUAL.stream().flatMap(commit -> of(project, commit).stream()).findFirst();
    }

    /** The files of a commit; empty where there is no such commit. */
    static Optional<CommittedFiles> of(Path project, String commit) {
        return git(project, "ls-tree", "--name-only", commit, "./").map(names -> {
            try {
                var folder = Files.createTempDirectory("slipway-committed");
                for (var name : names.lines().toList()) {
                    if (name.matches("Pulumi\\..*yaml")) {
                        Files.writeString(
                                folder.resolve(name),
                                git(project, "show", commit + ":./" + name).orElse(""));
                    }
                }
                return new CommittedFiles(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    Path folder() {
        return folder;
    }

    boolean have(String stack) {
        return Files.exists(folder.resolve("Pulumi." + stack + ".yaml"));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What git prints; empty where it fails, or is not there. */
    private static Optional<String> git(Path project, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
