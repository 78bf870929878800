package dev.mayday.incident;

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

  /** From when on nothing is known to have been handled. */
  public Instant from() {
    return last == null ? since : last;
  }

  /** The same, over by then at the latest. */
  public Gap overBy(Instant moment) {
    return again == null ? new Gap(company, last, since, moment, false) : this;
  }
}
