package dev.mayday.starter.setup;

import java.util.List;

/**
 * What the look at a server makes of one key of mayday.yaml.
 *
 * @param key the key's whole path
 * @param value as it would be written; empty when nothing was found. Never a secret
 * @param certainty how far it can be relied on
 * @param evidence what was seen; where nothing was found, how to find it out. Never a secret
 * @param others what else it could be, the likelier first
 */
public record Guess(
    String key, String value, Certainty certainty, String evidence, List<String> others) {
  /** Copies what it is given. */
  public Guess {
    others = List.copyOf(others);
  }

  /** Whether a person has to say it. */
  public boolean missing() {
    return certainty == Certainty.MISSING;
  }
}
