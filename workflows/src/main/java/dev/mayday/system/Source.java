package dev.mayday.system;

import java.time.Instant;
import java.util.List;

/**
 * A place that sessions can be taken from.
 *
 * @param kind live database, warm copy, or the files that lie in the service's folder
 * @param name which one exactly: the copy's generation, or the folder
 * @param snapshot the moment that its content is from; null for the live database
 * @param companies the companies in it
 * @param keys how many keys
 */
public record Source(Kind kind, String name, Instant snapshot, List<String> companies, long keys) {
  /** In order of preference. */
  public enum Kind {
    LIVE,
    WARM_COPY,
    FILES
  }
}
