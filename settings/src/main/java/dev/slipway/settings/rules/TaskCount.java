package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** Checks that the autoscaler's minimum is not above its maximum. */
final class TaskCount {

    private TaskCount() {}

    static Stream<Problem> problems(String path, ServiceSettings service) {
        return service.minimum() <= service.maximum()
                ? Stream.empty()
                : Stream.of(new Problem(
                        path + ".maximum",
                        "" + service.maximum(),
                        "is less than " + path + ".minimum, " + service.minimum(),
                        "write " + service.minimum() + " or more"));
    }
}
