package dev.slipway.guardrails;

/**
 * A violation of a rule.
 *
 * @param resource the name in the program of the resource that violates it
 * @param what the input and its value: {@code storageEncrypted is false}
 */
public record Finding(Guardrail rule, String resource, String what) {}
