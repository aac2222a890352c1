/**
 * What the resources of a plan cost. Prices come from {@code prices.txt}, which says for each where and when it was read, and
 * the usage from the caller; the rest is in the plan.
 */
package dev.slipway.cost;
