package dev.mayday.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * The interval in which a company's messages were not handled.
 *
 * @param company its id; empty where nothing tells companies apart
 * @param last the last message before, as the service told it; null where it did not
 * @param since when it was first seen not to work, or was stopped: a bound
 * @param again when it handled messages or was connected again; null while it is not
 * @param told whether the service told {@code again}; else that is when it was proven: a bound
 */
public record Gap(String company, Instant last, Instant since, Instant again, boolean told) {
  /** Whose last message is older than that by the failure is quiet: it tells of no loss. */
  private static final Duration QUIET = Duration.ofHours(1);

  /**
   * From when on messages may not have been handled: since the last message, where that is near the
   * failure; else since the failure was seen.
   */
  public Instant from() {
    return near() ? last : since;
  }

  /** A time of last message that lies after the end is no such time, or in another zone. */
  private boolean near() {
    if (last == null || since == null) return last != null;
    boolean impossible = again != null && last.isAfter(again);
    return !impossible && !last.isBefore(since.minus(QUIET));
  }

  /** The same, over by then at the latest. */
  public Gap overBy(Instant moment) {
    return again == null ? new Gap(company, last, since, moment, false) : this;
  }
}
