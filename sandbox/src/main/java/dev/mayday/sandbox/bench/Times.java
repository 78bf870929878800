package dev.mayday.sandbox.bench;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;

/** Where the time of a recovery went: one line for each activity, on standard error. */
final class Times {
  private Times() {}

  static void print(List<HistoryEvent> events) {
    for (HistoryEvent event : events)
      if (event.hasActivityTaskCompletedEventAttributes()) print(events, event);
  }

  private static void print(List<HistoryEvent> events, HistoryEvent done) {
    var attributes = done.getActivityTaskCompletedEventAttributes();
    HistoryEvent scheduled = at(events, attributes.getScheduledEventId());
    HistoryEvent started = at(events, attributes.getStartedEventId());
    ActivityType type = scheduled.getActivityTaskScheduledEventAttributes().getActivityType();
    System.err.printf(
        "  %7d ms %-24s waited %4d ms, took %5d ms%n",
        millis(events.get(0), scheduled),
        type.getName(),
        millis(scheduled, started),
        millis(started, done));
  }

  private static HistoryEvent at(List<HistoryEvent> events, long id) {
    return events.get((int) id - 1);
  }

  static long millis(HistoryEvent from, HistoryEvent to) {
    return Timestamps.toMillis(to.getEventTime()) - Timestamps.toMillis(from.getEventTime());
  }
}
