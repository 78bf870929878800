package dev.mayday.system;

import java.util.List;

/**
 * Which companies are connected.
 *
 * @param open ids of connected companies; empty when only the log tells
 * @param closed ids of companies that are not
 * @param any whether a connection opened since the start, by status or by log
 * @param mode the service's mode as its log shows it: {@code database}, {@code files} or empty
 */
public record Connection(List<String> open, List<String> closed, boolean any, String mode) {}
