package dev.slipway.settings.rules;

import dev.slipway.settings.DatabaseSettings;
import dev.slipway.settings.DatabaseSettings.StorageType;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** io2 needs a rate and at least 100 GiB; gp3 has a rate of its own ("Amazon RDS DB instance storage"). */
final class StorageRate {

    private static final int MIN_STORAGE = 100;
    private static final int MAX_RATE_PER_GIB = 1000;

    private StorageRate() {}

    static Stream<Problem> problems(DatabaseSettings database) {
        if (database.isAurora()) {
            return Stream.empty();
        }
        if (database.storageType() != StorageType.IO2) {
            return database.iops().stream()
                    .map(rate -> new Problem(
                            "database.iops",
                            "" + rate,
                            "is only for io2",
                            "delete it, or set database.storageType to io2"));
        }
        return Stream.of(
                        database.iops().isEmpty()
                                ? Stream.of(new Problem(
                                        "database.iops", "", "is missing, and io2 needs it", "write 1000 or more"))
                                : Stream.<Problem>empty(),
                        database.storage() < MIN_STORAGE
                                ? Stream.of(new Problem(
                                        "database.storage",
                                        "" + database.storage(),
                                        "is too small for io2",
                                        "write " + MIN_STORAGE + " or more"))
                                : Stream.<Problem>empty(),
                        database.iops().stream()
                                .filter(rate -> rate > (long) MAX_RATE_PER_GIB * database.storage())
                                .map(rate -> new Problem(
                                        "database.iops",
                                        "" + rate,
                                        "is more than " + MAX_RATE_PER_GIB + " for each GiB of database.storage",
                                        "write " + MAX_RATE_PER_GIB * database.storage() + " or less")))
                .flatMap(problems -> problems);
    }
}
