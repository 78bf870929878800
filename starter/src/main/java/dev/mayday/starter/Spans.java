package dev.mayday.starter;

import java.time.Duration;

/** Durations as people read them: two units at most. */
final class Spans {
  private Spans() {}

  static String text(Duration span) {
    if (span == null) return "not known";
    if (span.isNegative()) return "-" + text(span.negated());
    if (span.toDays() > 0) return pair(span.toDays(), "d", span.toHoursPart(), "h");
    if (span.toHours() > 0) return pair(span.toHours(), "h", span.toMinutesPart(), "min");
    if (span.toMinutes() > 0) return pair(span.toMinutes(), "min", span.toSecondsPart(), "s");
    return span.toSeconds() + " s";
  }

  private static String pair(long large, String one, long small, String other) {
    return large + " " + one + (small == 0 ? "" : " " + small + " " + other);
  }
}
