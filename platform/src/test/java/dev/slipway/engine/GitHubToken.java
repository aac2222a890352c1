package dev.slipway.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens like those that GitHub issues to jobs, which the simulated AWS trusts. */
final class GitHubToken {

    static final String REPOSITORY_WITH_IDS = "acme@123456/orders@456789";

    private GitHubToken() {}

    /** The token of a job on main that names an environment. */
    static String ofAJobOf(String environment) {
        return of("--environment", environment);
    }

    /** The token of a job on main that names no environment. */
    static String ofMain() {
        return of();
    }

    /** The token of a job of a pull request from a branch of the repository itself. */
    static String ofAPullRequest() {
        return of("--pull-request");
    }

    /** A token of the repository with additional options; a later option replaces an earlier one. */
    static String of(String... options) {
        var command = new ArrayList<>(List.of(
                Equipment.startsAws().resolveSibling("github-token").toString(),
                "--repository",
                "acme/orders",
                "--owner-id",
                "123456",
                "--repository-id",
                "456789"));
        command.addAll(List.of(options));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
