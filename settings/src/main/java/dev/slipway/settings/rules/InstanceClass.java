package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;
import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instance classes that RDS offers for PostgreSQL 15 or later. The table is complete for older generations, to which RDS
 * adds no families, so unknown ones are refused. A family of {@value #OPEN_GENERATION} or later (5 or later for t) may be
 * newer than this table, so it is accepted with any size that RDS has. Not every region offers every class; only RDS knows
 * which.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html">Supported DB
 *     engines for DB instance classes</a>, and RDS's price list
 */
public final class InstanceClass {

    private static final int OPEN_GENERATION = 8;
    private static final int OPEN_GENERATION_OF_T = 5;

    private static final String TO_2 = "micro small medium large xlarge 2xlarge";
    private static final String TO_16 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";
    private static final String TO_24 = TO_16 + " 24xlarge";

    private static final Map<String, List<String>> SIZES = sizes(Map.of(
            "t3 t4g",
            TO_2,
            "m6g m6gd m7g r6g r6gd r7g x2g",
            TO_16,
            "m5 m5d r5 r5b r5d",
            TO_24,
            "m6i m6id m6idn m6in r6i r6id r6idn r6in",
            TO_24 + " 32xlarge",
            "m7i m8a m8g m8gd m9g r7i r8a r8g r8gd",
            TO_24 + " 48xlarge",
            "x2idn",
            "16xlarge 24xlarge 32xlarge",
            "x2iedn",
            "xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge"));

    private static final Pattern PARTS = Pattern.compile("db\\.(([a-z]+)(\\d+)[a-z]*)\\.([a-z0-9]+)");
    private static final String ANY_SIZE = "micro|small|medium|large|xlarge|[1-9]\\d?xlarge|1[0-2]\\dxlarge";

    private InstanceClass() {}

    static Stream<Problem> problems(String instanceClass) {
        if (isOffered(instanceClass)) {
            return Stream.empty();
        }
        return Stream.of(new Problem(
                "database.instanceClass",
                instanceClass,
                "is not a class that RDS offers for PostgreSQL 15 and later",
                "write " + nearest(instanceClass)));
    }

    /** A correction for text that does not have the form of a class. */
    public static Optional<String> fix(String written) {
        var lower = written.strip().toLowerCase(Locale.ROOT);
        var meant = lower.startsWith("db.") ? lower : "db." + lower;
        return isOffered(meant) ? Optional.of("write " + meant) : Optional.empty();
    }

    private static boolean isOffered(String instanceClass) {
        var parts = PARTS.matcher(instanceClass);
        if (!parts.matches()) {
            return false;
        }
        var known = SIZES.get(parts.group(1));
        return known == null
                ? isOpen(parts.group(2), parts.group(3)) && parts.group(4).matches(ANY_SIZE)
                : known.contains(parts.group(4));
    }

    private static boolean isOpen(String letters, String generation) {
        var from = switch (letters) {
            case "t" -> OPEN_GENERATION_OF_T;
            case "m", "r", "x" -> OPEN_GENERATION;
            default -> Integer.MAX_VALUE;
        };
        return generation.length() < 3 && Integer.parseInt(generation) >= from;
    }

    /** Finds the nearest class; among equally near ones, prefers a family that begins with the given one: t4g for t4. */
    private static String nearest(String written) {
        var family = written.substring(0, written.lastIndexOf('.'));
        return SIZES.entrySet().stream()
                .flatMap(row -> row.getValue().stream().map(size -> "db." + row.getKey() + "." + size))
                .min(Comparator.<String>comparingInt(
                                each -> LevenshteinDistance.getDefaultInstance().apply(written, each))
                        .thenComparing(each -> !each.startsWith(family)))
                .orElseThrow();
    }

    private static Map<String, List<String>> sizes(Map<String, String> bySizes) {
        return bySizes.entrySet().stream()
                .flatMap(row -> Arrays.stream(row.getKey().split(" "))
                        .map(family -> Map.entry(family, List.of(row.getValue().split(" ")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    static String table() {
        return String.join(", ", SIZES.keySet());
    }
}
