package dev.mayday.system;

import java.util.List;
import java.util.Map;

/**
 * What was found in the logs since a mark. Lines themselves are secrets and are never returned.
 *
 * @param matches how often each pattern matched, by pattern
 * @param errors kinds of errors that matched, each once, by pattern
 * @param lines how many lines were read
 */
public record LogFindings(Map<String, Integer> matches, List<String> errors, long lines) {}
