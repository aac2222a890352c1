package dev.slipway.settings.rules;

import dev.slipway.settings.DatabaseSettings;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.Setting;
import dev.slipway.settings.stack.Problem;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings that only one engine has, and the range of Aurora's capacity ("Performance and scaling for Aurora Serverless
 * v2"). Storage of Aurora grows by itself, and its instances have no class to choose.
 */
final class DatabaseEngine {

    private DatabaseEngine() {}

    /** Settings that Aurora does not have, and so would have no effect. */
    static Stream<Problem> ofPostgres(DatabaseSettings database) {
        return database.isAurora()
                ? Stream.of(
                                changed("instanceClass", database.instanceClass()),
                                changed("storage", "" + database.storage()),
                                changed("maximumStorage", "" + database.maximumStorage()),
                                changed("storageType", Keyword.of(database.storageType())),
                                changed(
                                        "iops",
                                        database.iops().map(String::valueOf).orElse("")))
                        .flatMap(setting -> setting)
                        .map(setting -> new Problem(
                                setting.getKey(),
                                setting.getValue(),
                                "is not for aurora-serverless, whose capacity and storage grow by themselves",
                                "delete it, or set database.engine to postgres"))
                : Stream.empty();
    }

    /** Settings that only Aurora has. */
    static Stream<Problem> ofAurora(DatabaseSettings database) {
        return database.isAurora()
                ? Stream.empty()
                : Stream.of(
                                changed("minimumCapacity", shown(database.minimumCapacity())),
                                changed("maximumCapacity", shown(database.maximumCapacity())))
                        .flatMap(setting -> setting)
                        .map(setting -> new Problem(
                                setting.getKey(),
                                setting.getValue(),
                                "is only for aurora-serverless",
                                "delete it, or set database.engine to aurora-serverless"));
    }

    /** The setting's path and value, if the value is not the default. */
    private static Stream<Map.Entry<String, String>> changed(String setting, String value) {
        return Arrays.stream(DatabaseSettings.class.getRecordComponents())
                .filter(component -> component.getName().equals(setting))
                .filter(component ->
                        !component.getAnnotation(Setting.class).defaultValue().equals(value))
                .map(_ -> Map.entry("database." + setting, value));
    }

    /** A capacity that Aurora refuses, or that never takes effect. */
    static Stream<Problem> capacity(DatabaseSettings database) {
        var minimum = shown(database.minimumCapacity());
        var maximum = shown(database.maximumCapacity());
        if (database.minimumCapacity() == 0) {
            return Stream.of(new Problem(
                    "database.minimumCapacity",
                    minimum,
                    "would let Aurora pause the database, but the services check it every few seconds, which keeps it awake",
                    "write 0.5 or more"));
        }
        return database.minimumCapacity() > database.maximumCapacity()
                ? Stream.of(new Problem(
                        "database.minimumCapacity",
                        minimum,
                        "is more than database.maximumCapacity, " + maximum,
                        "write %s or less, or raise database.maximumCapacity".formatted(maximum)))
                : Stream.empty();
    }

    /** 0.5, and 4 instead of 4.0. */
    private static String shown(double capacity) {
        return BigDecimal.valueOf(capacity).stripTrailingZeros().toPlainString();
    }
}
