package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.cloud.Git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stack files of a commit, in a temporary folder that is deleted on close. */
final class CommittedFiles implements AutoCloseable {

    /** Environments run what was merged; in a local clone without a remote, the last commit. */
    private static final List<String> DEFAULTS = List.of("origin/main", "HEAD");

    private final Path folder;

    private CommittedFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The files of the commit that environments run by default.
     *
     * @return empty if git is missing, or if the project is not in a repository or has no commits
     */
    static Optional<CommittedFiles> ofDefault(Path project) {
        return DEFAULTS.stream().flatMap(commit -> of(project, commit).stream()).findFirst();
    }

    /** The files of a commit; empty if the commit does not exist. */
    static Optional<CommittedFiles> of(Path project, String commit) {
        return new Git(project).run("ls-tree", "--name-only", commit, "./").map(names -> {
            try {
                var folder = Files.createTempDirectory("slipway-committed");
                for (var name : names.lines().toList()) {
                    if (name.matches("Pulumi\\..*yaml")) {
                        Files.writeString(
                                folder.resolve(name),
                                new Git(project)
                                        .run("show", commit + ":./" + name)
                                        .orElse(""));
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
}
