package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A minimum requirement for production environments.
 *
 * @param path the setting
 * @param value reads the setting
 * @param holds whether the value is sufficient
 * @param minimum the minimum value, as it is written in the file
 * @param why the consequence of a lower value
 */
record ProductionMinimum<T>(
        String path, Function<EnvironmentSettings, T> value, Predicate<T> holds, String minimum, String why) {

    static final List<ProductionMinimum<?>> ALL = List.of(
            new ProductionMinimum<>(
                    "database.multiAz",
                    s -> s.database().multiAz(),
                    on -> on,
                    "true",
                    "a zone's failure would stop it"),
            new ProductionMinimum<>(
                    "database.backupDays",
                    s -> s.database().backupDays(),
                    days -> days >= 7,
                    "7 or more",
                    "a mistake is often found days later"),
            new ProductionMinimum<>(
                    "files.backup", s -> s.files().backup(), on -> on, "true", "a deleted file would be gone"),
            new ProductionMinimum<>(
                    "observability.logDays",
                    s -> s.observability().logDays(),
                    days -> days >= 365, // Checkov's CKV_AWS_338
                    "365 or more",
                    "an incident may have begun a year ago"),
            new ProductionMinimum<>(
                    "observability.emails",
                    s -> s.observability().emails(),
                    emails -> !emails.isEmpty(),
                    "one address or more",
                    "its alarms would not notify anyone"),
            new ProductionMinimum<>(
                    "image.source",
                    s -> Keyword.of(s.image().source()),
                    "digest"::equals,
                    "digest",
                    "it would run what no other environment ran"));

    CrossRule<EnvironmentSettings> rule() {
        return new CrossRule<>(
                "With `production: true`, `" + path + "` is " + minimum + "; otherwise " + why + ".",
                List.of("production", path),
                (config, settings) -> problems(settings));
    }

    private Stream<Problem> problems(EnvironmentSettings settings) {
        var actual = value.apply(settings);
        return !settings.production() || holds.test(actual)
                ? Stream.empty()
                : Stream.of(new Problem(
                        path, String.valueOf(actual), "is not enough for production: " + why, "write " + minimum));
    }
}
