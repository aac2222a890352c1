package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One amount that is paid each month.
 *
 * @param component the part of the environment that the resources belong to, without the environment's name
 * @param resources the names of the resources
 * @param what what is counted, the same words whatever its number
 * @param detail how the quantity comes about, such as {@code 2 × 0.5 vCPU}; empty if it is just the usage
 * @param quantity the number of units in a month
 * @param item the price's item
 * @param price the price of a unit; empty if it is not known
 */
public record Line(
        String component,
        List<String> resources,
        String what,
        String detail,
        BigDecimal quantity,
        String item,
        Optional<Price> price) {

    /** The amount of a month, in dollars; zero without a price. */
    public BigDecimal monthly() {
        return price.map(each -> each.dollars().multiply(quantity)).orElse(BigDecimal.ZERO);
    }
}
