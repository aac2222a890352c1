package dev.slipway.toolbox.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a clone and GitHub's CLI know about the repository. All answers are empty if they cannot be had. */
public final class GitHub {

    private static final Pattern REMOTE = Pattern.compile(".*github\\.com[:/]([^/]+/[^/]+?)(\\.git)?/?");

    private GitHub() {}

    /** The repository of the remote {@code origin}, as owner/name. */
    public static Optional<String> repository(Path project) {
        return output("git", "-C", project.toString(), "remote", "get-url", "origin")
                .map(REMOTE::matcher)
                .filter(remote -> remote.matches())
                .map(remote -> remote.group(1));
    }

    /** The e-mail address of git's user. */
    public static Optional<String> email(Path project) {
        return output("git", "-C", project.toString(), "config", "user.email");
    }

    /**
     * A repository with GitHub's ids, as owner@id/name@id, which needs {@code gh} and a sign-in.
     *
     * @param repository as owner/name
     */
    public static Optional<String> withIds(String repository) {
        return output(
                "gh", "api", "repos/" + repository, "--jq", "\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"");
    }

    private static Optional<String> output(String... command) {
        try {
            return Optional.of(Program.output(command[0], new ProcessBuilder(command)))
                    .filter(text -> !text.isEmpty());
        } catch (IOException | CloudFailure e) {
            return Optional.empty();
        }
    }
}
