package dev.slipway.settings;

/**
 * One thing that is wrong in a stack's file.
 *
 * @param path where, in the words of the file: {@code service.cpu}, {@code service.grants[1].bucket}, {@code aws:region}
 * @param value what stands there, never a secret's; empty where nothing does
 * @param what what is wrong with it
 * @param mend what to write, or the command that puts it right
 */
public record Problem(String path, String value, String what, String mend) {}
