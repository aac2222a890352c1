package dev.slipway.settings.rules;

import dev.slipway.settings.DatabaseSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/**
 * RDS grows storage up to a threshold that is at least 10 % above the allocated storage; an equal threshold disables growth.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html">storage autoscaling</a>
 */
final class StorageGrowth {

    private StorageGrowth() {}

    static Stream<Problem> problems(DatabaseSettings database) {
        var lowest = (database.storage() * 11 + 9) / 10;
        if (database.isAurora()
                || database.maximumStorage() == database.storage()
                || database.maximumStorage() >= lowest) {
            return Stream.empty();
        }
        return Stream.of(new Problem(
                "database.maximumStorage",
                "" + database.maximumStorage(),
                "is less than 10 % above database.storage, " + database.storage(),
                "write " + lowest + " or more, or " + database.storage() + " so that it never grows"));
    }
}
