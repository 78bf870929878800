package dev.mayday.system;

import dev.mayday.incident.Some;
import java.util.List;

/**
 * What became of the things that ended runs left behind.
 *
 * @param removed how many were removed
 * @param left what stays until a person removes it, by name, and why; at most {@value #NAMED} are
 *     named, a last entry counts the others
 */
public record Swept(int removed, List<String> left) {
  /** More are counted, not named: a history has limits. */
  public static final int NAMED = 10;

  /** Names as many as may be named. */
  public Swept {
    left = Some.of(left, NAMED);
  }
}
