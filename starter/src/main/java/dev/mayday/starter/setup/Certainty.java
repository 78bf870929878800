package dev.mayday.starter.setup;

import java.util.Locale;

/** How far a guess can be relied on. */
public enum Certainty {
  /** Read from the system itself. */
  SURE,
  /** Concluded from more than one sign. */
  LIKELY,
  /** Concluded from one sign, or from a name alone. */
  UNSURE,
  /** Not found: a person has to say it. */
  MISSING;

  /** The word that people read. */
  public String word() {
    return this == MISSING ? name() : name().toLowerCase(Locale.ROOT);
  }
}
