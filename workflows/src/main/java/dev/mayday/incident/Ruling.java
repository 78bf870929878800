package dev.mayday.incident;

import java.time.Instant;

/**
 * A decision as it was judged.
 *
 * @param at when
 * @param question its number
 * @param by who: as given, or as the code says
 * @param answer as given
 * @param verified true when a code was checked; else the name is claimed
 * @param counted whether it counted
 * @param why why not, or how
 * @param how what proved who it was (personal token, one-time code, Telegram); empty when nothing
 *     did
 */
public record Ruling(
    Instant at,
    int question,
    String by,
    String answer,
    boolean verified,
    boolean counted,
    String why,
    String how) {

  /** Reads a ruling of before there was more than one way to prove a name. */
  public Ruling {
    how = how == null ? "" : how;
  }

  /** A ruling on a decision of which it is not said what proved the name. */
  public Ruling(
      Instant at,
      int question,
      String by,
      String answer,
      boolean verified,
      boolean counted,
      String why) {
    this(at, question, by, answer, verified, counted, why, "");
  }

  /** How the name stands behind the answer, in words: claimed, or verified and by what. */
  public String identity() {
    if (!verified) return "claimed";
    return how.isEmpty() ? "verified" : "verified: " + how;
  }
}
