package dev.slipway.data;

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

    /** Memory of the sizes of the t families, in GiB; the sizes of the m and r families are multiples of large. */
    private static final Map<String, Integer> BURSTABLE =
            Map.of("micro", 1, "small", 2, "medium", 4, "large", 8, "xlarge", 16, "2xlarge", 32);

    private ConnectionLimit() {}

    /** @param instanceClass such as {@code db.t4g.micro} */
    public static int of(String instanceClass) {
        var parts = instanceClass.split("\\.", -1);
        var bytes = gibibytes(parts[1], parts[2]) * GIBIBYTE * DATABASE_SHARE;
        return (int) Math.min(MAX, bytes / BYTES_PER_CONNECTION);
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
