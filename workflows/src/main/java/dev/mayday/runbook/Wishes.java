package dev.mayday.runbook;

import dev.mayday.incident.Outcome;

/** What people asked for while a recovery runs: a hold, or a stop. The arc looks between steps. */
final class Wishes {
  private Control pausedBy;
  private Stop stop;

  boolean paused() {
    return pausedBy != null;
  }

  String pausedBy() {
    return pausedBy == null ? "" : pausedBy.by();
  }

  void pause(Control control) {
    pausedBy = control;
  }

  void resume() {
    pausedBy = null;
  }

  void abort(Control control) {
    wish(Stop.undoing(Outcome.ABORTED, said("aborted", control)));
  }

  void rollBack(Control control) {
    wish(Stop.undoing(Outcome.ROLLED_BACK, said("rolled back", control)));
  }

  void handOver(Control control) {
    wish(Stop.leaving(said("handed over", control)));
  }

  boolean stopping() {
    return stop != null;
  }

  void stopNow() {
    if (stop != null) throw stop;
  }

  /** The first wish counts: a second one cannot turn a rollback into something else. */
  private void wish(Stop wished) {
    if (stop == null) stop = wished;
  }

  private static String said(String what, Control control) {
    String by = control.by().isEmpty() ? "somebody without a name" : control.by();
    return what + " by " + by + (control.why().isEmpty() ? "" : ": " + control.why());
  }
}
