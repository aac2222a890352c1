package dev.slipway.settings.rules;

import dev.slipway.settings.DomainSettings;
import dev.slipway.settings.stack.Problem;

import java.util.HashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each name of an environment has one meaning. */
final class DomainNames {

    private DomainNames() {}

    static Stream<Problem> problems(DomainSettings domain) {
        var paths = new HashMap<String, String>();
        paths.put(domain.name(), "domain.name");
        return Stream.concat(
                        IntStream.range(0, domain.aliases().size()).mapToObj(i -> new String[] {
                            "domain.aliases[" + i + "]", domain.aliases().get(i)
                        }),
                        IntStream.range(0, domain.redirects().size()).mapToObj(i -> new String[] {
                            "domain.redirects[" + i + "]", domain.redirects().get(i)
                        }))
                .flatMap(entry -> {
                    var other = paths.putIfAbsent(entry[1], entry[0]);
                    return other == null
                            ? Stream.empty()
                            : Stream.of(new Problem(entry[0], entry[1], "is also " + other, "delete one of them"));
                });
    }
}
