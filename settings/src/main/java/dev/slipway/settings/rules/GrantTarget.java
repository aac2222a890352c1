package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks that a grant is for exactly one bucket or queue. */
final class GrantTarget {

    private GrantTarget() {}

    static Stream<Problem> problems(String service, List<ServiceSettings.Grant> grants) {
        return IntStream.range(0, grants.size())
                .filter(i -> grants.get(i).bucket().isPresent()
                        == grants.get(i).queue().isPresent())
                .mapToObj(i -> new Problem(
                        service + ".grants[" + i + "]",
                        "",
                        grants.get(i).bucket().isPresent()
                                ? "names a bucket and a queue"
                                : "names neither a bucket nor a queue",
                        "name one of them in each grant"));
    }
}
