package dev.slipway.cost;

import java.math.BigDecimal;

/**
 * The on-demand price of one unit, without tax.
 *
 * @param item what is priced, such as {@code nat.hour}
 * @param region the region that it is for, or {@code *} for all
 * @param unit what {@code dollars} are paid for, such as {@code GB-month}
 */
public record Price(String item, String region, String unit, BigDecimal dollars, Source source) {

    /** Whether it is the price of another region than this one. */
    public boolean isBorrowed(String wanted) {
        return !region.equals(wanted) && !region.equals(Prices.EVERYWHERE);
    }
}
