package dev.slipway.settings.rules;

import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.Stream;

/** A team's own tags do not replace those by which deploy roles and tools find resources ("Tag naming limits and requirements"). */
final class DefaultTagNames {

    private static final int MOST = 40;
    private static final int LONGEST_VALUE = 256;

    static final List<String> TAKEN = List.of("project", "environment", "managed-by", "Name");

    private DefaultTagNames() {}

    static Stream<Problem> problems(AccountSettings account) {
        var tags = account.defaultTags().tags();
        return Stream.concat(
                tags.size() > MOST
                        ? Stream.of(new Problem(
                                "aws:defaultTags.tags",
                                "",
                                "has " + tags.size()
                                        + " tags, and AWS allows 50 with those of Slipway and of a resource",
                                "keep " + MOST + " or fewer"))
                        : Stream.empty(),
                tags.entrySet().stream().flatMap(tag -> {
                    var path = "aws:defaultTags.tags." + tag.getKey();
                    if (TAKEN.stream().anyMatch(tag.getKey()::equalsIgnoreCase)) {
                        return Stream.of(
                                new Problem(path, "", "is a tag that Slipway sets itself", "choose another name"));
                    }
                    return tag.getValue().length() > LONGEST_VALUE
                            ? Stream.of(new Problem(
                                    path,
                                    "",
                                    "has a value of more than " + LONGEST_VALUE + " characters",
                                    "shorten it"))
                            : Stream.<Problem>empty();
                }));
    }
}
