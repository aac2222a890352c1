package dev.slipway.toolbox.delivery;

import dev.slipway.toolbox.delivery.Commands.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks which commit may follow which, with a real repository and a history in Pulumi's format. */
class CheckCommitTest {

    @TempDir
    Path folder;

    private Commands commands;
    private String first;
    private String second;
    private String third;
    private String besides;

    @BeforeEach
    void threeCommitsOnMainAndOneBesides() {
        commands = Commands.in(folder);
        commands.git("init", "--quiet", "--initial-branch=main");
        first = commit("first");
        second = commit("second");
        commands.git("checkout", "--quiet", "-b", "besides");
        besides = commit("besides");
        commands.git("checkout", "--quiet", "main");
        third = commit("third");
    }

    @Test
    void a_commit_follows_its_ancestors_and_itself() {
        ran(update("succeeded", second));
        assertThat(check(third).said()).contains("prod goes from " + second.substring(0, 12));
        assertThat(check(second).code()).isZero();
    }

    @Test
    void an_older_commit_never_follows_a_newer_one() {
        ran(update("succeeded", third), update("succeeded", first));
        var refused = check(second);
        assertThat(refused.code()).isOne();
        assertThat(refused.said())
                .startsWith("Superseded: prod already runs " + third.substring(0, 12))
                .contains("roll back by hand");
    }

    @Test
    void previews_do_not_count_but_failed_updates_do() {
        ran(entry("refresh", "succeeded", third), update("succeeded", first));
        assertThat(check(second).code()).isZero();
        ran(update("failed", third), update("succeeded", first));
        assertThat(check(second).code()).isOne();
    }

    @Test
    void manual_updates_from_unknown_commits_or_other_branches_are_reported_and_skipped() {
        var unknown = "0123456789012345678901234567890123456789";
        ran(update("succeeded", unknown), update("succeeded", besides), update("succeeded", second));
        assertThat(check(third).said())
                .contains("Skipped: an update of commit " + unknown, "on another branch", "goes from");
        assertThat(check(first).code()).isOne();
    }

    @Test
    void a_new_stack_accepts_any_commit() {
        ran();
        assertThat(check(first).said()).contains("is its first");
    }

    @Test
    void a_commit_that_cannot_be_compared_is_not_deployed() {
        assertThat(check(third).code()).isOne();
        commands.answer("stack-history", "not JSON");
        assertThat(check(third).code()).isOne();
        ran(update("succeeded", second));
        Commands.write(commands.repository().resolve(".git/shallow"), third + "\n");
        assertThat(check(third).said()).contains("fetch-depth: 0");
    }

    private String commit(String message) {
        commands.git("commit", "--quiet", "--allow-empty", "--message", message);
        return commands.git("rev-parse", "HEAD");
    }

    private Said check(String commit) {
        commands.git("checkout", "--quiet", "--detach", commit);
        return commands.run("check-commit", "prod");
    }

    /** The history, newest first. */
    private void ran(String... updates) {
        commands.answer("stack-history", Stream.of(updates).collect(Collectors.joining(", ", "[", "]")));
    }

    private static String update(String result, String commit) {
        return entry("update", result, commit);
    }

    private static String entry(String kind, String result, String commit) {
        return "{\"kind\": \"%s\", \"result\": \"%s\", \"environment\": {\"git.head\": \"%s\"}}"
                .formatted(kind, result, commit);
    }
}
