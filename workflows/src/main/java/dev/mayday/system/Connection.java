package dev.mayday.system;

import java.util.List;

/**
 * Which companies are connected. Only what is named in {@code open} is shown to be; where both
 * lists are empty nothing tells the companies apart, and {@code any} says no more than that at
 * least one of them is connected.
 *
 * @param open ids of connected companies, or by a log that names them of those whose connection
 *     opened; empty when they are not told apart
 * @param closed ids of companies that are not
 * @param any whether a connection is open: by the status URL where there is one, else by the log
 * @param mode the service's mode as its log shows it: {@code database}, {@code files}, or empty
 *     when nothing tells it
 * @param openings how often the log says that a connection opened: never fewer than companies,
 *     often more, for one that is lost and opened again counts twice
 */
public record Connection(
    List<String> open, List<String> closed, boolean any, String mode, int openings) {}
