package dev.slipway.data;

import dev.slipway.settings.DatabaseSettings;

import java.util.Map;

/**
 * The maximum number of connections of an instance: RDS sets {@code max_connections} to LEAST(DBInstanceClassMemory/9531392,
 * 5000) ("Quotas and constraints for Amazon RDS"); RDS's own processes use part of the memory.
 */
public final class ConnectionLimit {

    private static final long BYTES_PER_CONNECTION = 9_531_392;
    private static final int MAX = 5000;
    private static final double DATABASE_SHARE = 0.9;
    private static final long GIBIBYTE = 1L << 30;
    private static final int GIBIBYTES_PER_ACU = 2;
    private static final double SMALLEST_ACU = 0.5;
    private static final int MAX_OF_SMALLEST = 2000;

    /** Memory of the sizes of the t families, in GiB; the sizes of the m and r families are multiples of large. */
    private static final Map<String, Integer> BURSTABLE =
            Map.of("micro", 1, "small", 2, "medium", 4, "large", 8, "xlarge", 16, "2xlarge", 32);

    private ConnectionLimit() {}

    /**
     * That of the settings. With Aurora it follows from the maximum capacity, and is 2000 or less if the minimum is 0.5 ACU
     * ("Maximum connections for Aurora Serverless v2").
     */
    public static int of(DatabaseSettings settings) {
        if (!settings.isAurora()) {
            return of(settings.instanceClass());
        }
        var limit = limit(settings.maximumCapacity() * GIBIBYTES_PER_ACU);
        return settings.minimumCapacity() > SMALLEST_ACU ? limit : Math.min(limit, MAX_OF_SMALLEST);
    }

    /** @param instanceClass such as {@code db.t4g.micro} */
    static int of(String instanceClass) {
        var parts = instanceClass.split("\\.", -1);
        return limit((double) gibibytes(parts[1], parts[2]));
    }

    private static int limit(double gibibytes) {
        return (int) Math.min(MAX, gibibytes * GIBIBYTE * DATABASE_SHARE / BYTES_PER_CONNECTION);
    }

    private static long gibibytes(String family, String size) {
        if (family.startsWith("t")) {
            return BURSTABLE.getOrDefault(size, 1);
        }
        var large = family.startsWith("r") || family.startsWith("x") ? 16L : 8L;
        return switch (size) {
            case "large" -> large;
            case "xlarge" -> large * 2;
            default -> large * 2 * Math.max(1, leadingNumber(size));
        };
    }

    private static int leadingNumber(String size) {
        var digits = size.replaceAll("\\D.*", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }
}
