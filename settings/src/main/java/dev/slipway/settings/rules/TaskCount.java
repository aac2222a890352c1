package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** Checks that the autoscaler's minimum is not above its maximum. */
final class TaskCount {

    private TaskCount() {}

    static Stream<Problem> problems(ServiceSettings service) {
        return service.minimum() <= service.maximum()
                ? Stream.empty()
                : Stream.of(new Problem(
                        "service.maximum",
                        "" + service.maximum(),
                        "is less than service.minimum, " + service.minimum(),
                        "write " + service.minimum() + " or more"));
    }
}
