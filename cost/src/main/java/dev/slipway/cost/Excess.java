package dev.slipway.cost;

/**
 * An estimate that is above its budget.
 *
 * @param resource the environment
 * @param value what it costs, and the budget
 * @param fix what to do
 */
public record Excess(String resource, String value, String fix) {}
