package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A page on a developer's machine may call any environment but production. */
final class LocalOrigins {

    private LocalOrigins() {}

    static Stream<Problem> problems(String service, ServiceSettings settings, boolean production) {
        return IntStream.range(0, production ? settings.corsOrigins().size() : 0)
                .filter(i -> settings.corsOrigins().get(i).startsWith("http://"))
                .mapToObj(i -> new Problem(
                        service + ".corsOrigins[" + i + "]",
                        settings.corsOrigins().get(i),
                        "is without TLS, which production refuses",
                        "delete it"));
    }
}
