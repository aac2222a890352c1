package dev.slipway.toolbox.report;

import java.math.BigDecimal;

/**
 * What a part of a stack costs.
 *
 * @param label the part, such as {@code Load balancer}
 * @param monthly in US dollars a month
 */
public record CostBar(String label, BigDecimal monthly) {}
