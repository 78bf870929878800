package dev.mayday.runbook;

import dev.mayday.incident.Outcome;

/** Leaves the arc from wherever it is: with which outcome, why, and whether changes are undone. */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Outcome outcome;
  private final boolean undo;

  private Stop(Outcome outcome, String why, boolean undo) {
    super(why, null, false, false);
    this.outcome = outcome;
    this.undo = undo;
  }

  static Stop undoing(Outcome outcome, String why) {
    return new Stop(outcome, why, true);
  }

  static Stop leaving(String why) {
    return new Stop(Outcome.HANDED_OVER, why, false);
  }

  Outcome outcome() {
    return outcome;
  }

  boolean undo() {
    return undo;
  }
}
