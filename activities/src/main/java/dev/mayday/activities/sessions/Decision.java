package dev.mayday.activities.sessions;

/** What becomes of one row. */
enum Decision {
  SAME,
  INSERT,
  UPDATE,
  DELETE,
  /** The row stays, and that is no surprise. */
  KEEP,
  /** The row stays, because it was changed while the service ran on files; said to people. */
  CONFLICT;

  boolean changes() {
    return this == INSERT || this == UPDATE || this == DELETE;
  }

  /** Decides; a seam, so that tests can show what happens without the guard. */
  interface Rule {
    /**
     * Decides about one row.
     *
     * @param base null when it was not installed
     * @param ours what the file means; null when there is none
     * @param theirs what the row means; null when there is none, empty when it is no JSON
     * @param drift of the row; null when there is none
     * @param anew whether the company was paired anew on files, so that no older key fits any more
     */
    Decision decide(Known base, String ours, String theirs, Drift drift, boolean anew);
  }

  /** Nothing newer is overwritten; what the service did on files wins over what is older. */
  static Decision of(Known base, String ours, String theirs, Drift drift, boolean anew) {
    if (ours == null) return withoutFile(base, drift, anew);
    if (theirs == null) return INSERT;
    if (ours.equals(theirs)) return SAME;
    if (drift == Drift.LATER) return CONFLICT;
    boolean touched = base == null || base.aside() || !ours.equals(base.file());
    return touched || drift != Drift.EARLIER ? UPDATE : KEEP;
  }

  private static Decision withoutFile(Known base, Drift drift, boolean anew) {
    if (drift == null) return SAME;
    if (drift == Drift.LATER) return CONFLICT;
    boolean removed = base != null && !base.aside();
    return removed || anew ? DELETE : KEEP;
  }
}
