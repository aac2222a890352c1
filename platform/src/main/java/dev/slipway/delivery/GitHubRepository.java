package dev.slipway.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A GitHub repository as its tokens name it. Repositories that were created, renamed or transferred after 2026-07-15 carry
 * the ids in the subject; older ones and GitHub Enterprise Server's do not (GitHub changelog, 2026-04-23, "immutable subject
 * claims").
 *
 * @param name as owner/name
 * @param ids of owner and repository; without them, AWS cannot distinguish a later repository of the same name
 */
record GitHubRepository(String name, Optional<Ids> ids) {

    private static final Pattern WITH_IDS = Pattern.compile("([^@/]+)@(\\d+)/([^@/]+)@(\\d+)");

    /** GitHub's ids of owner and repository, which are never reused. */
    record Ids(String owner, String repository) {}

    /** @param setting {@code acme@123456/orders@456789}, or {@code acme/orders} */
    static GitHubRepository of(String setting) {
        var parts = WITH_IDS.matcher(setting);
        return parts.matches()
                ? new GitHubRepository(
                        parts.group(1) + "/" + parts.group(3), Optional.of(new Ids(parts.group(2), parts.group(4))))
                : new GitHubRepository(setting, Optional.empty());
    }

    /**
     * The subjects of a job's token, in each form that GitHub sends.
     *
     * @param context the context of the job, such as {@code environment:staging}
     */
    List<String> subjects(String context) {
        var owner = name.substring(0, name.indexOf('/'));
        var repository = name.substring(name.indexOf('/') + 1);
        return Stream.concat(
                        Stream.of(name),
                        ids.stream().map(id -> "%s@%s/%s@%s".formatted(owner, id.owner(), repository, id.repository())))
                .map(form -> "repo:%s:%s".formatted(form, context))
                .toList();
    }
}
