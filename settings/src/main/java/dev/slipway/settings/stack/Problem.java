package dev.slipway.settings.stack;

/**
 * One problem in a stack's file.
 *
 * @param path the setting's path, as in the file: {@code service.cpu}, {@code service.grants[1].bucket}, {@code aws:region}
 * @param value the current value, never a secret; empty if there is none
 * @param what the problem, as a predicate: {@code is missing}
 * @param fix what to write, or the command that fixes it
 */
public record Problem(String path, String value, String what, String fix) {}
