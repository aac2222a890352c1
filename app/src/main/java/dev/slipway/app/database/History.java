package dev.slipway.app.database;

import org.flywaydb.core.api.MigrationInfo;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the migrations that were applied with those of this version. Migrations above the newest of this version are
 * accepted, failed or not: a newer version has migrated the database, and this one is started by a rollback.
 */
final class History {

    private final MigrationInfo[] migrations;

    History(MigrationInfo[] migrations) {
        this.migrations = migrations;
    }

    /**
     * Compares them.
     *
     * @throws MigrationFailed with a sentence for each migration that is late, edited, missing or half applied
     */
    void check() {
        var problems = Arrays.stream(migrations)
                .map(this::problem)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        if (!problems.isEmpty()) {
            throw new MigrationFailed(problems, null);
        }
    }

    private Optional<String> problem(MigrationInfo migration) {
        var script = migration.getScript();
        return switch (migration.getState()) {
            case IGNORED ->
                Optional.of("%s is late: version %s is applied already. Rename it to a version above %s."
                        .formatted(script, newestApplied(), newestApplied()));
            case MISSING_SUCCESS, MISSING_FAILED ->
                migration.isVersioned()
                        ? Optional.of(
                                ("%s is missing: it was applied on %tF and is not in this image. Restore the file;"
                                                + " undo what it did in a new migration.")
                                        .formatted(script, migration.getInstalledOn()))
                        : Optional.empty(); // of a newer version, perhaps
            case FAILED ->
                Optional.of(
                        ("%s failed on %tF and may be applied in part. As the administrator, undo what it left (drop an"
                                        + " invalid index), run DELETE FROM flyway_schema_history WHERE NOT success AND script = '%s',"
                                        + " and deploy again.")
                                .formatted(script, migration.getInstalledOn(), script));
            default -> edited(migration);
        };
    }

    private static Optional<String> edited(MigrationInfo migration) {
        return migration.isVersioned()
                        && migration.getState().isApplied()
                        && migration.getState().isResolved()
                        && !migration.isChecksumMatching()
                ? Optional.of(("%s was edited after it was applied on %tF. Restore the text that was applied;"
                                + " make the change in a new migration.")
                        .formatted(migration.getScript(), migration.getInstalledOn()))
                : Optional.empty();
    }

    private String newestApplied() {
        return Arrays.stream(migrations)
                .filter(migration -> migration.getState().isApplied())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparable::compareTo)
                .map(Object::toString)
                .orElse("");
    }
}
