package dev.mayday.incident;

import java.time.Duration;
import java.util.List;

/**
 * What was lost, called what it is.
 *
 * @param kind whether the figure was counted in the data or only bounded from above
 * @param atMost age of the newest state that was put in place; null when nothing is known
 * @param sentence for people
 * @param keptAside what was not put in place, by name
 */
public record Loss(Kind kind, Duration atMost, String sentence, List<String> keptAside) {
  /** How the figure was found. */
  public enum Kind {
    NONE,
    BOUND,
    MEASURED
  }

  /** Nothing was changed, so nothing was lost. */
  public static final Loss NOTHING = new Loss(Kind.NONE, null, "nothing was changed", List.of());
}
