package dev.mayday.worker;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a replay left its history, in words: the SDK names the event by its number, and people know
 * it by what stands there.
 *
 * @param events the history
 */
record Divergence(List<HistoryEvent> events) {
  private static final Pattern NUMBER = Pattern.compile("[Ee]vent ?(?:Id=)?'?(\\d+)");
  private static final int LONGEST = 400;

  /** What a failed replay says, with the place. */
  String said(Throwable failure) {
    String words = words(failure);
    Matcher number = NUMBER.matcher(words);
    String at = number.find() ? at(Long.parseLong(number.group(1))) : "";
    return at + (words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
  }

  /** The innermost cause knows most; what wraps it speaks of a query. */
  private static String words(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) inner = inner.getCause();
    String words = String.valueOf(inner.getMessage()).strip();
    return words.isEmpty() || words.equals("null") ? inner.getClass().getSimpleName() : words;
  }

  private String at(long number) {
    return events.stream()
        .filter(event -> event.getEventId() == number)
        .findFirst()
        .map(event -> "at event " + number + ", " + what(event) + ": ")
        .orElse("");
  }

  private static String what(HistoryEvent event) {
    String type = event.getEventType().name().replace("EVENT_TYPE_", "");
    String activity = event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
    return activity.isEmpty()
        ? type.toLowerCase(Locale.ROOT).replace('_', ' ')
        : "the step " + activity;
  }
}
