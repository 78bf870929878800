package dev.mayday.incident;

import java.time.Duration;
import java.util.List;

/**
 * One step of the ladder.
 *
 * @param after how long after the question was opened this rung is asked
 * @param people names of the people on it
 */
public record Rung(Duration after, List<String> people) {}
