package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The length of a month.
 *
 * @param hours its hours
 */
public record Month(int hours) {

    /** A twelfth of a year, as AWS's calculator counts: 730 hours. */
    public static final Month AVERAGE = new Month(730);

    private static final int HOURS_A_DAY = 24;

    /** A month of whole days. */
    public static Month ofDays(int days) {
        return new Month(days * HOURS_A_DAY);
    }

    /** One hour's part of an amount for the month. */
    public BigDecimal hourly(BigDecimal monthly) {
        return monthly.divide(BigDecimal.valueOf(hours), MathContext.DECIMAL64);
    }

    /** One day's part of an amount for the month. */
    public BigDecimal daily(BigDecimal monthly) {
        return monthly.multiply(BigDecimal.valueOf(HOURS_A_DAY))
                .divide(BigDecimal.valueOf(hours), MathContext.DECIMAL64);
    }
}
