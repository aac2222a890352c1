package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store whose protection is removed is named with its environment, so that the list of another environment has no effect. */
final class StoreNames {

    private StoreNames() {}

    static Stream<Problem> problems(StackConfig config, EnvironmentSettings settings) {
        var environment = config.project() + "-" + config.stack();
        var names = settings.unprotected();
        return IntStream.range(0, names.size())
                .filter(i -> !names.get(i).matches(environment + "-(backups|database|files|bucket-[a-z0-9-]+)"))
                .mapToObj(i -> new Problem(
                        "unprotected[" + i + "]",
                        names.get(i),
                        "is not a store of this environment",
                        "write %1$s-database, %1$s-files, %1$s-backups or %1$s-bucket- and its name"
                                .formatted(environment)));
    }
}
