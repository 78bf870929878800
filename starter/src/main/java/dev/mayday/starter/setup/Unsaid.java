package dev.mayday.starter.setup;

import java.util.List;
import java.util.Map;

/**
 * What neither the look at the server found nor mayday.yaml says: there a default counts, which may
 * be the name that another service has.
 *
 * @param key the key's whole path
 * @param counts the default as docs/configuration.md shows it; empty where the key is a group
 * @param how how to find out what should stand there
 */
public record Unsaid(String key, String counts, String how) {
  private static final String EMPTY = "empty";

  /**
   * Every one, in the order of the look.
   *
   * @param leftOut what the file leaves out, each with what counts in its place
   */
  public static List<Unsaid> of(Map<String, String> leftOut, Look.Found found) {
    return found.missing().stream()
        .filter(guess -> leftOut.containsKey(guess.key()))
        .map(guess -> new Unsaid(guess.key(), leftOut.get(guess.key()), guess.evidence()))
        .toList();
  }

  /** What that means, for people. */
  public String meaning() {
    if (counts.isEmpty()) return "not said; without it there is none";
    return "not said; the default " + (counts.equals(EMPTY) ? "\"\"" : counts) + " counts";
  }
}
