package dev.mayday.sandbox.demo;

import com.google.protobuf.Timestamp;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long the steps of a run waited for a worker that took them. */
final class Waits {
  private Waits() {}

  /**
   * The longest of them; a try after a failed one counts from when the step was given out first.
   */
  static Duration longest(List<HistoryEvent> history) {
    Map<Long, Instant> given = new HashMap<>();
    for (HistoryEvent event : history)
      if (event.hasActivityTaskScheduledEventAttributes())
        given.put(event.getEventId(), at(event.getEventTime()));
    return history.stream()
        .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
        .map(event -> Duration.between(given.get(step(event)), at(event.getEventTime())))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static long step(HistoryEvent started) {
    return started.getActivityTaskStartedEventAttributes().getScheduledEventId();
  }

  private static Instant at(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
