package dev.slipway.toolbox.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repository of a project. */
public final class Git {

    private final Path project;

    public Git(Path project) {
        this.project = project;
    }

    /** The output of a command; empty if git fails or is missing. */
    public Optional<String> run(String... arguments) {
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

    /** The commit of the working tree. */
    public Optional<String> head() {
        return run("rev-parse", "--verify", "HEAD").map(String::strip);
    }

    /** Whether the working tree differs from its commit. */
    public boolean isDirty() {
        return run("status", "--porcelain", "--untracked-files=no")
                .filter(text -> !text.isBlank())
                .isPresent();
    }

    public boolean has(String commit) {
        return run("cat-file", "-e", commit + "^{commit}").isPresent();
    }

    public boolean isAncestor(String older, String newer) {
        return run("merge-base", "--is-ancestor", older, newer).isPresent();
    }
}
