package dev.mayday.sandbox.demo;

/**
 * What a {@code mayday} command said.
 *
 * @param code its exit code
 * @param text both of its streams
 */
public record Spoken(int code, String text) {}
