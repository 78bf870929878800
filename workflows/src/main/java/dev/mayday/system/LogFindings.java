package dev.mayday.system;

import java.util.List;
import java.util.Map;

/**
 * What was found in the logs since a mark. Lines themselves are secrets and are never returned.
 *
 * @param matches how often each pattern matched, by pattern
 * @param errors kinds of errors that matched, each once, by pattern
 * @param lines how many lines were read
 * @param companies the distinct companies that a pattern's group {@code (?<company>…)} caught, by
 *     pattern; none for a pattern without that group
 */
public record LogFindings(
    Map<String, Integer> matches,
    List<String> errors,
    long lines,
    Map<String, List<String>> companies) {
  /** Fills in what an earlier version did not write. */
  public LogFindings {
    if (companies == null) companies = Map.of();
  }

  /** Findings of patterns that name no company. */
  public LogFindings(Map<String, Integer> matches, List<String> errors, long lines) {
    this(matches, errors, lines, Map.of());
  }
}
