package dev.mayday.activities.sessions;

import java.time.Instant;

/** What became of a row since it was copied for the fallback. */
enum Drift {
  /** Same version, or same meaning. */
  UNCHANGED,
  /** It is older than the copy: the database was put back to an earlier state. */
  OLDER,
  /** Written after the copy was taken, but before the service ran on files. */
  EARLIER,
  /** Written while the service ran on files, or it cannot be told when. */
  LATER;

  /**
   * Compares a row with its copy.
   *
   * @param base null when the row was not in the copy
   * @param meaning of the row's JSON; empty when it is none
   * @param fallback when the service was put on files, by the database's clock
   */
  static Drift of(Known base, Row row, String meaning, Instant fallback) {
    if (base != null && same(base, row, meaning)) return UNCHANGED;
    if (row.moment() == null) return LATER;
    if (base == null || base.version().isEmpty()) return since(row, fallback);
    int order = Known.stamp(row.version()).compareTo(Known.stamp(base.version()));
    if (order < 0) return OLDER;
    return order == 0 ? LATER : since(row, fallback);
  }

  private static Drift since(Row row, Instant fallback) {
    return row.moment().isAfter(fallback) ? LATER : EARLIER;
  }

  private static boolean same(Known base, Row row, String meaning) {
    boolean version = !base.version().isEmpty() && base.version().equals(row.version());
    return version || (!meaning.isEmpty() && meaning.equals(base.row()));
  }
}
