package dev.mayday.incident;

/** How a recovery ended. Exit codes are stable: scripts rely on them. */
public enum Outcome {
  /** The service is back and every proof held. */
  RECOVERED(0),
  /** Back, but something was kept apart: the report names it. */
  RECOVERED_IN_PART(10),
  /** Back as far as one can see; a person skipped a proof. */
  RECOVERED_UNPROVEN(11),
  /** The rehearsal is done; nothing was changed. */
  REHEARSED(0),
  /** There was nothing to do, or nothing to return to; nothing was changed. */
  FALSE_ALARM(20),
  /**
   * The emergency ended while people were asked, or right before the seal; the world is as before.
   */
  HEALED_MEANWHILE(21),
  /** Nobody approved in time, or somebody said no; nothing was changed. */
  DECLINED(22),
  /** Every change was undone; the world is as before. */
  ROLLED_BACK(23),
  /** People take it from here; the report says what state they find. */
  HANDED_OVER(24),
  /** Stopped by a person; what had been changed was undone. */
  ABORTED(25),
  /** An undo failed: the report says what is left and how to put it right by hand. */
  LEFT_BROKEN(26),
  /** The input was not acceptable; nothing was begun. */
  REFUSED(27);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of commands that wait for a recovery. */
  public int exitCode() {
    return exitCode;
  }

  /** Whether the service runs again in the way the scenario promised, wholly or in part. */
  public boolean recovered() {
    return this == RECOVERED || this == RECOVERED_IN_PART || this == RECOVERED_UNPROVEN;
  }
}
