package dev.slipway.settings.stack;

/**
 * One thing that is wrong in a stack's file.
 *
 * @param path where, in the words of the file: {@code service.cpu}, {@code service.grants[1].bucket}, {@code aws:region}
 * @param value what is there, never a secret's; empty where nothing does
 * @param what what is wrong with it
 * @param fix what to write, or the command that puts it right
 */
public record Problem(String path, String value, String what, String fix) {}
