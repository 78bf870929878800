package dev.mayday.activities.reports;

import dev.mayday.incident.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Times, durations and texts as people read them at nine in the morning. */
final class Words {
  private final Clocks clocks;

  Words(ZoneId zone) {
    this.clocks = new Clocks(zone);
  }

  /** Both clocks, with dates. */
  String when(Instant at) {
    return at == null ? "–" : clocks.when(at);
  }

  String utc(Instant at) {
    return at == null ? "–" : clocks.utc(at);
  }

  /** The zone's clock, with the date only where it is another one than in UTC. */
  String local(Instant at) {
    return at == null ? "–" : clocks.local(at);
  }

  String zone() {
    return clocks.zone().toString();
  }

  /** Two units at most: nobody compares hours by the second. */
  static String span(Duration span) {
    if (span == null) return "not known";
    if (span.isNegative()) return "-" + span(span.negated());
    if (span.toDays() > 0) return pair(span.toDays(), "d", span.toHoursPart(), "h");
    if (span.toHours() > 0) return pair(span.toHours(), "h", span.toMinutesPart(), "min");
    if (span.toMinutes() > 0) return pair(span.toMinutes(), "min", span.toSecondsPart(), "s");
    if (span.compareTo(Duration.ofSeconds(10)) >= 0 || span.isZero())
      return span.toSeconds() + " s";
    return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }

  private static String pair(long large, String one, long small, String other) {
    return large + " " + one + (small == 0 ? "" : " " + small + " " + other);
  }

  /** Text that cannot break out of its line, its table cell or into markup. */
  static String plain(String text) {
    if (text == null || text.isBlank()) return "";
    String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.replaceAll("([\\\\|`*_<>\\[\\]])", "\\\\$1");
  }

  static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) row.append(' ').append(cell).append(" |");
    return row.append('\n').toString();
  }

  static String head(String... cells) {
    return row((Object[]) cells) + "|" + "---|".repeat(cells.length) + "\n";
  }

  static String list(Collection<String> items) {
    StringBuilder list = new StringBuilder();
    items.forEach(item -> list.append("- ").append(plain(item)).append('\n'));
    return list.toString();
  }

  static <T> List<T> orNone(List<T> items) {
    return items == null ? List.of() : items;
  }
}
