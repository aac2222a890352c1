package dev.slipway.settings.rules;

import dev.slipway.settings.DatabaseSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** Parameters of the database that the platform sets itself. */
final class DatabaseParameters {

    static final String TLS = "rds.force_ssl";

    private DatabaseParameters() {}

    static Stream<Problem> problems(DatabaseSettings database) {
        return database.parameters().containsKey(TLS)
                ? Stream.of(new Problem(
                        "database.parameters." + TLS, "", "is always on: connections use TLS (RDS.38)", "delete it"))
                : Stream.empty();
    }
}
