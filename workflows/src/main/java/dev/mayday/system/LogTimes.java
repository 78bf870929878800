package dev.mayday.system;

import java.time.Instant;

/**
 * When lines of a log matched a pattern.
 *
 * @param pattern the pattern
 * @param company what its group {@code (?<company>…)} caught; empty where it has none
 * @param first the first line's time, by the group {@code (?<time>…)}
 * @param last the last line's
 */
public record LogTimes(String pattern, String company, Instant first, Instant last) {}
