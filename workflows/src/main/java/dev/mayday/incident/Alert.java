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
 * @param said what the source said of its start, where {@code startedAt} is not just that: it named
 *     no zone, or the time of receipt takes its place; else null, as in what an earlier version
 *     wrote
 * @param zone the source's configured zone, where {@code said} was read in it; else null
 */
public record Alert(
    String source,
    String key,
    boolean firing,
    Instant startedAt,
    Instant receivedAt,
    String severity,
    String summary,
    Map<String, String> labels,
    String said,
    String zone) {
  /** An alert whose start is what its source said. */
  public Alert(
      String source,
      String key,
      boolean firing,
      Instant startedAt,
      Instant receivedAt,
      String severity,
      String summary,
      Map<String, String> labels) {
    this(source, key, firing, startedAt, receivedAt, severity, summary, labels, null, null);
  }

  /** Whether everything that a workflow reads is there: a signal typed by hand may lack it. */
  public boolean whole() {
    return source != null && key != null && startedAt != null && summary != null;
  }

  /** Whether the desk put the time of receipt in the place of the start. */
  public boolean replaced() {
    return startedAt.equals(receivedAt);
  }

  /** When it began, for people; where its source said something else, both. */
  public String began(Clocks clocks) {
    return clocks.iso(startedAt) + (said == null ? "" : " (" + difference() + ")");
  }

  private String difference() {
    return (replaced() ? "the time of receipt; " : "")
        + "its source says \""
        + said
        + "\""
        + (zone == null ? "" : ", read as " + zone);
  }
}
