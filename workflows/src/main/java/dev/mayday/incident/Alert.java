package dev.mayday.incident;

import java.time.Instant;
import java.util.Map;

/**
 * What a monitoring system sent, parsed into one record and cut to named fields at the desk.
 *
 * @param source the configured source's name
 * @param key the source's own key of the thing that is wrong; repeats of one alert share it
 * @param firing false when the source says that it is over (remembered, never trusted alone)
 * @param startedAt when the source says that it began; the budget's clock starts here
 * @param receivedAt when the desk took it in
 * @param severity the source's word, may be empty
 * @param summary one line for people
 * @param labels the labels that the configuration names, nothing else
 */
public record Alert(
    String source,
    String key,
    boolean firing,
    Instant startedAt,
    Instant receivedAt,
    String severity,
    String summary,
    Map<String, String> labels) {
  /** Whether everything that a workflow reads is there: a signal typed by hand may lack it. */
  public boolean whole() {
    return source != null && key != null && startedAt != null && summary != null;
  }
}
