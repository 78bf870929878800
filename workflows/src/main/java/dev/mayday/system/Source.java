package dev.mayday.system;

import dev.mayday.incident.Some;
import java.time.Instant;
import java.util.List;

/**
 * A place that sessions can be taken from.
 *
 * @param kind live database, warm copy, or the files that lie in the service's folder
 * @param name which one exactly: the copy's generation, or the folder
 * @param snapshot the moment that its content is from; null for the live database
 * @param companies the companies in it; of many the first {@value #NAMED} are named, a last entry
 *     counts the others
 * @param keys how many keys
 */
public record Source(Kind kind, String name, Instant snapshot, List<String> companies, long keys) {
  /** More are counted, not named: a history has limits. */
  public static final int NAMED = 100;

  /** Names as many as may be named. */
  public Source {
    companies = companies == null ? List.of() : Some.of(companies, NAMED);
  }

  /** In order of preference. */
  public enum Kind {
    LIVE,
    WARM_COPY,
    FILES
  }
}
