package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.cloud.Git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commits between what runs and what would run.
 *
 * @param from the commit of the last successful update; empty if it is not known
 * @param to the commit of the working tree; empty outside a repository
 * @param commits those that are new, the newest first
 * @param removed those that run now and would not run any more
 * @param notes what is not known or unusual, as sentences
 */
public record Release(String from, String to, List<Commit> commits, List<Commit> removed, List<String> notes) {

    private static final Pattern PULL_REQUEST = Pattern.compile("\\(#(\\d+)\\)$|^Merge pull request #(\\d+) ");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40,64}");
    private static final String UNIT = "\u001f";

    /**
     * A commit.
     *
     * @param pullRequest its number; 0 if the subject names none
     */
    public record Commit(String id, String author, String day, String subject, int pullRequest) {

        public String shortId() {
            return id.substring(0, Math.min(8, id.length()));
        }
    }

    /**
     * Compares a repository with the history of a stack.
     *
     * @param history {@code pulumi stack history --json}, the newest update first
     */
    static Release of(JsonNode history, Git git) {
        var notes = new ArrayList<String>();
        var head = git.head().orElse("");
        if (head.isEmpty()) {
            notes.add("This is no git repository, so the commits are not known.");
        } else if (git.isDirty()) {
            notes.add("The working tree has changes that are not committed.");
        }
        var last = lastUpdate(history);
        if (last.isEmpty()) {
            notes.add("No update of this stack has succeeded yet.");
            return new Release("", head, List.of(), List.of(), notes);
        }
        if (!history.path(0).equals(last.get())) {
            notes.add("After it, the stack had a %s that %s."
                    .formatted(
                            Redaction.text(history.path(0).path("kind").asText()),
                            Redaction.text(history.path(0).path("result").asText())));
        }
        var environment = last.get().path("environment");
        var from = environment.path("git.head").asText();
        if (!ID.matcher(from).matches()) {
            notes.add("The last update did not record its commit.");
            return new Release("", head, List.of(), List.of(), notes);
        }
        if (environment.path("git.dirty").asBoolean()) {
            notes.add("The last update ran with changes that were not committed.");
        }
        if (!head.isEmpty() && !git.has(from)) {
            notes.add("This clone does not have the running commit %s; fetch it: git fetch --unshallow."
                    .formatted(from.substring(0, 8)));
            return new Release(from, head, List.of(), List.of(), notes);
        }
        if (head.isEmpty()) {
            return new Release(from, head, List.of(), List.of(), notes);
        }
        if (!git.isAncestor(from, head)) {
            notes.add("The new commit does not contain the running one: this goes back, or to another branch.");
        }
        return new Release(from, head, log(git, from, head), log(git, head, from), notes);
    }

    /** The newest update that succeeded. */
    static Optional<JsonNode> lastUpdate(JsonNode history) {
        for (var update : history) {
            if (update.path("kind").asText().equals("destroy")) {
                return Optional.empty();
            }
            if (update.path("kind").asText().equals("update")
                    && update.path("result").asText().equals("succeeded")) {
                return Optional.of(update);
            }
        }
        return Optional.empty();
    }

    private static List<Commit> log(Git git, String from, String to) {
        return git.run("log", "--first-parent", "--format=%H%x1f%an%x1f%as%x1f%s", from + ".." + to)
                .orElse("")
                .lines()
                .map(line -> line.split(UNIT, 4))
                .filter(parts -> parts.length == 4)
                .map(parts -> new Commit(
                        parts[0], Redaction.text(parts[1]), parts[2], Redaction.text(parts[3]), pullRequest(parts[3])))
                .toList();
    }

    static int pullRequest(String subject) {
        var found = PULL_REQUEST.matcher(subject.strip());
        if (!found.find()) {
            return 0;
        }
        var number = found.group(1) == null ? found.group(2) : found.group(1);
        return number.length() > 8 ? 0 : Integer.parseInt(number);
    }
}
